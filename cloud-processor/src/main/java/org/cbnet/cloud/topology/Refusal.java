package org.cbnet.cloud.topology;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * Why a decoded record was not counted.
 *
 * @param reason code for counters and headers
 * @param message for whoever looks at the dead letter
 * @param remembered whether the record's sequence numbers are remembered as refused, so that a
 *     replay can take them out again
 */
record Refusal(Reason reason, String message, boolean remembered) {

  Refusal {
    Objects.requireNonNull(reason, "reason is null");
    Objects.requireNonNull(message, "message is null");
  }

  static Refusal forgotten(long bootNumber) {
    return new Refusal(
        Reason.FORGOTTEN_BOOT,
        "boot %d was silent for twice the replay age while a newer one sent: nobody knows what of it is new"
            .formatted(bootNumber));
  }

  /** Of a record that left no trace. */
  Refusal(Reason reason, String message) {
    this(reason, message, false);
  }

  /** The same of a record whose numbers are remembered. */
  Refusal inLedger() {
    return new Refusal(reason, message, true);
  }

  /** Whether a dead letter's reason is one of these, and not that it could not be decoded. */
  static boolean isReason(String code) {
    return Arrays.stream(Reason.values()).anyMatch(reason -> reason.code().equals(code));
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
    /** It is of the younger of two devices that are live under one name. */
    CLONE,
    /** The boot has too many gaps in its sequence numbers to remember one more. */
    INTERVALS,
    /** The boot was silent for so long that its sequence numbers are forgotten. */
    FORGOTTEN_BOOT;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
