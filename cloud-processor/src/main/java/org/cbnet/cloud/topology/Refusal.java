package org.cbnet.cloud.topology;

import java.util.Locale;
import java.util.Objects;

/**
 * Why a decoded record was not counted.
 *
 * @param reason code for counters and headers
 * @param message for whoever looks at the dead letter
 */
record Refusal(Reason reason, String message) {

  Refusal {
    Objects.requireNonNull(reason, "reason is null");
    Objects.requireNonNull(message, "message is null");
  }

  /** The rules that a decoded record can break. */
  enum Reason {
    /** The key is not the device. */
    KEY,
    /** A batch has too few or too many results. */
    BATCH_SIZE,
    /** A heartbeat is too large to be kept. */
    SIZE,
    /** A text is too long or holds what it may not. */
    TEXT,
    /** A number is out of its range. */
    NUMBER,
    /** A class index is out of its range. */
    CLASS_INDEX,
    /** An outcome is unknown, or misses what it must have. */
    OUTCOME,
    /** Sequence numbers are out of range or contradict each other. */
    SEQUENCE,
    /** The boot has too many gaps in its sequence numbers to remember one more. */
    INTERVALS;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
