package org.cbnet.edge.steering;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.spool.SpoolCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps from one model to another, and back. Owns every strategy that it opens. Used by one
 * thread, and by another that closes it when that one has ended.
 */
final class ModelSwitch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelSwitch.class);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
  private static final int LOOKS = 20;

  private final Models models;
  private final Switchboard switchboard;
  private final BundleStore store;
  private final Duration frameLimit;
  private final Supplier<SpoolCounters> counters;
  private OpenedModel next;
  private OpenedModel old;
  private SpoolCounters atSwitch;

  /**
   * @param frameLimit longest time of a frame in the trial run, in the median
   * @param counters of the results so far
   */
  ModelSwitch(
      Models models,
      Switchboard switchboard,
      BundleStore store,
      Duration frameLimit,
      Supplier<SpoolCounters> counters) {
    this.models = models;
    this.switchboard = switchboard;
    this.store = store;
    this.frameLimit = frameLimit;
    this.counters = counters;
    this.atSwitch = counters.get();
  }

  boolean isConfigured(String hash) throws IOException {
    return models.isConfigured(hash);
  }

  /** Why a model must not infer; where it may, it is opened and warm. */
  Optional<String> tryOut(ModelChoice choice) throws IOException {
    TrialRun trial = new TrialRun(frameLimit, Thread.currentThread()::isInterrupted);
    OpenedModel tried = models.openUntuned(choice);
    try {
      Optional<String> problem = trial.run(tried.strategy(), models.folder(choice), true);
      if (problem.isPresent()) {
        return problem;
      }
    } finally {
      tried.strategy().close();
    }
    close(next);
    next = models.open(choice);
    // With its own threshold other exits may answer, so only whether it answers.
    return trial.run(next.strategy(), models.folder(choice), false);
  }

  /** Has the loop infer with the model that was tried out; returns when it does. */
  void go() throws InterruptedException {
    OpenedModel going = next;
    old = switchboard.model();
    switchboard.switchTo(going);
    next = null;
    atSwitch = counters.get();
  }

  /** Watches what infers; answers why it must go, or nothing when the time is over. */
  Optional<String> watch(Duration probation, EdgeClock clock) throws InterruptedException {
    long end = clock.monotonicNanos() + probation.toNanos();
    long lookNanos = Math.min(LONGEST_LOOK.toNanos(), probation.toNanos() / LOOKS);
    while (true) {
      Optional<String> problem = Probation.verdict(atSwitch, counters.get());
      if (problem.isPresent() || clock.monotonicNanos() >= end) {
        return problem;
      }
      TimeUnit.NANOSECONDS.sleep(lookNanos);
    }
  }

  /** Has the loop infer with the last good model again; false where that can't be opened. */
  boolean goBack(ModelChoice lastGood) throws InterruptedException {
    OpenedModel back = old;
    if (back == null) {
      back = reopen(lastGood);
    }
    if (back != null) {
      OpenedModel failed = switchboard.model();
      next = back;
      switchboard.switchTo(back);
      next = null;
      old = null;
      close(failed);
    }
    return back != null;
  }

  /** Frees the model before, and removes all bundles but these. */
  void forgetOld(Set<String> keep) {
    close(old);
    old = null;
    try {
      store.keepOnly(keep);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("reason", e).log("old bundles are still on disk");
    }
  }

  /** Closes every strategy but the one that infers. */
  @Override
  public void close() {
    if (!switchboard.model().equals(next)) {
      close(next);
    }
    if (!switchboard.model().equals(old)) {
      close(old);
    }
  }

  private OpenedModel reopen(ModelChoice choice) {
    try {
      return models.open(choice);
    } catch (IOException e) {
      LOG.atError().addKeyValue("reason", e).log("the last good model is lost, the new one stays");
      return null;
    }
  }

  private static void close(OpenedModel model) {
    if (model != null) {
      model.strategy().close();
    }
  }
}
