package org.cbnet.experiments.chaos;

import java.util.Locale;
import java.util.Objects;

/**
 * Something that was broken, and how it went on.
 *
 * @param kind of fault
 * @param answeringSeconds until a live instance answered for all partitions, from copies or not
 * @param recoverySeconds until one answered for all partitions as they are processed
 * @param audit the rows of hours as they were told behind it
 */
record Fault(Kind kind, double answeringSeconds, double recoverySeconds, Answer audit) {
  /** What is done to instances. */
  enum Kind {
    /** Kill -9 of one, while all run. */
    KILL,
    /** Kill -9 of one that was just started again and is not ready yet. */
    KILL_IN_RESTORE,
    /** Kill -9 of two at once. */
    KILL_TWO,
    /** SIGTERM of one after another, each started again before the next one. */
    ROLLING_RESTART;

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  Fault {
    Objects.requireNonNull(kind, "kind is null");
    Objects.requireNonNull(audit, "audit is null");
  }
}
