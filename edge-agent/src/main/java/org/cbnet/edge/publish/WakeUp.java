package org.cbnet.edge.publish;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets several threads tell one that there is something to do. A signal is never lost. */
public final class WakeUp {
  private final Semaphore signals = new Semaphore(0);

  public void signal() {
    // One waiting signal says all: the permits must not pile up while the other thread is busy.
    if (signals.availablePermits() == 0) {
      signals.release();
    }
  }

  /** Waits for a signal at most so long; an interrupt ends the wait and nothing else. */
  void await(long nanos) {
    try {
      if (signals.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        signals.drainPermits();
      }
    } catch (InterruptedException e) {
      // Whoever wants the thread to end says so first, and it looks when it is awake.
    }
  }
}
