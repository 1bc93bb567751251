package org.cbnet.edge.steering;

import java.util.concurrent.TimeUnit;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.steering.SteeringMemory.Outcome;

/** The model that is wanted and not yet taken up; a newer one takes its place. Thread-safe. */
final class WantedModel {
  private final EdgeClock clock;
  // Guarded by "this".
  private Target wanted;

  WantedModel(EdgeClock clock) {
    this.clock = clock;
  }

  /** A model, the revision that asks for it, and the tag of that revision. */
  record Target(long revision, ModelChoice model, String tag) {
    /** Null where neither bundle nor strategy is asked for. */
    Outcome applied() {
      boolean asked = model.bundle() != null || model.strategy() != null;
      return asked ? new Outcome(revision, BundleState.APPLIED, null, true) : null;
    }
  }

  synchronized void set(SteeringMemory accepted) {
    wanted = new Target(accepted.revision(), accepted.state().model(), accepted.tag());
    notifyAll();
  }

  /** Waits for a model; the one to retry where no other came within the time, null for none. */
  synchronized Target take(Target retry, long retryNanos) throws InterruptedException {
    if (retry == null) {
      while (wanted == null) {
        wait();
      }
    } else if (!another(retryNanos)) {
      return retry;
    }
    Target next = wanted;
    wanted = null;
    return next;
  }

  /** Waits at most so long; whether there is a model by then. */
  synchronized boolean another(long withinNanos) throws InterruptedException {
    long end = clock.monotonicNanos() + withinNanos;
    for (long left = withinNanos; wanted == null && left > 0; left = end - clock.monotonicNanos()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return wanted != null;
  }
}
