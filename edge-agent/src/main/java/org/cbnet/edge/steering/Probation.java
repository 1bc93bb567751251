package org.cbnet.edge.steering;

import java.util.Optional;
import org.cbnet.edge.spool.SpoolCounters;

/** Judges a new model by what became of its first frames. */
final class Probation {
  /** A single unreadable frame is no verdict on a model. */
  static final int LEAST_FAILED = 3;

  /** More than one frame in so many. */
  static final int ONE_IN = 10;

  private Probation() {}

  /** Why the last good model must return; empty where there is no reason yet. */
  static Optional<String> verdict(SpoolCounters before, SpoolCounters now) {
    long failed = now.failed() - before.failed();
    long all = failed + now.classified() - before.classified();
    return failed >= LEAST_FAILED && failed * ONE_IN > all
        ? Optional.of("probation: %d of the first %d frames failed".formatted(failed, all))
        : Optional.empty();
  }
}
