package org.cbnet.cloud.topology;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.schemas.record.SequenceRange;

/**
 * Checks of one record, of which the first that fails is kept. Not thread-safe.
 *
 * <p>What passes may be counted without further care: names fit a key, sums cannot be poisoned by
 * one record.
 */
final class Rules {
  private static final Alphabet ID = new Alphabet("._-", 64);
  // A row of a comparison may be a way of training: cbnet@margin.
  private static final Alphabet STRATEGY = new Alphabet("._@-", 64);
  private static final Alphabet BOARD = new Alphabet("._+-", 64);
  private static final Alphabet SOURCE = new Alphabet("._+:/-", 128);
  private static final long MAX_CLOCK = 1L << 60;
  private static final int MAX_DROPPED_RANGES = 1_000;
  private static final int MAX_SHOWN = 80;

  private Refusal refusal;

  /** Whether a text can be a device's id. */
  static boolean isId(String text) {
    return ID.matches(text);
  }

  Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  Rules key(Arrival arrival, String deviceId) {
    if (!arrival.hasKey(deviceId)) {
      refuse(Reason.KEY, "the record's key is not its deviceId '%s'".formatted(shown(deviceId)));
    }
    return this;
  }

  Rules id(String field, String value) {
    return matches(field, value, ID);
  }

  Rules idOrNull(String field, String value) {
    return value == null ? this : id(field, value);
  }

  Rules strategy(String value) {
    return matches("strategy", value, STRATEGY);
  }

  Rules board(String field, String value) {
    return matches(field, value, BOARD);
  }

  Rules source(String field, String value) {
    return matches(field, value, SOURCE);
  }

  Rules text(String field, String value, int maxLength) {
    if (value.isEmpty() || value.length() > maxLength) {
      refuse(
          Reason.TEXT,
          "%s must have 1 to %d characters, has %d".formatted(field, maxLength, value.length()));
    }
    return this;
  }

  /** A text that may be empty or missing, but not long. */
  Rules textOrNull(String field, String value, int maxLength) {
    if (value != null && value.length() > maxLength) {
      refuse(
          Reason.TEXT,
          "%s must have at most %d characters, has %d".formatted(field, maxLength, value.length()));
    }
    return this;
  }

  Rules range(Reason reason, String field, long value, long most) {
    if (value < 0 || value > most) {
      refuse(reason, "%s must be in [0, %d]: %d".formatted(field, most, value));
    }
    return this;
  }

  /** A clock's reading: it may be wrong and below 0, but differences must not overflow. */
  Rules clock(String field, long value) {
    if (value < -MAX_CLOCK || value > MAX_CLOCK) {
      refuse(
          Reason.NUMBER,
          "%s must be in [-%d, %d]: %d".formatted(field, MAX_CLOCK, MAX_CLOCK, value));
    }
    return this;
  }

  Rules rangeOrNull(Reason reason, String field, Long value, long most) {
    return value == null ? this : range(reason, field, value, most);
  }

  Rules magnitude(String field, double value, double most) {
    if (!(Math.abs(value) <= most)) {
      refuse(Reason.NUMBER, "%s must be in [-%s, %s]: %s".formatted(field, most, most, value));
    }
    return this;
  }

  Rules magnitudeOrNull(String field, Double value, double most) {
    return value == null ? this : magnitude(field, value, most);
  }

  /** Ranges that were given up: those of the record's own boot lie apart from its numbers. */
  Rules dropped(List<SequenceRange> ranges, long bootNumber, long first, long last) {
    if (ranges.isEmpty()) {
      return this;
    }
    that(
        ranges.size() <= MAX_DROPPED_RANGES,
        Reason.SEQUENCE,
        "a record must have at most %d droppedRanges, has %d",
        MAX_DROPPED_RANGES,
        ranges.size());
    for (SequenceRange range : ranges) {
      long boot = Objects.requireNonNullElse(range.getBootNumber(), bootNumber);
      boolean apart = boot != bootNumber || range.getLast() < first || range.getFirst() > last;
      boolean ordered = range.getFirst() >= 0 && range.getFirst() <= range.getLast();
      boolean small = range.getLast() <= ResultRules.MAX_SEQUENCE;
      that(
          apart && ordered && small && boot >= 0 && boot <= ResultRules.MAX_SEQUENCE,
          Reason.SEQUENCE,
          "droppedRanges may not hold %d to %d of boot %d in a record of %d to %d of boot %d",
          range.getFirst(),
          range.getLast(),
          boot,
          first,
          last,
          bootNumber);
    }
    return this;
  }

  /** What else must hold; the message is made where it does not. */
  // The annotation would be one more library; every message is made in a test.
  @SuppressWarnings("AnnotateFormatMethod")
  Rules that(boolean holds, Reason reason, String message, Object... values) {
    if (!holds) {
      refuse(reason, message.formatted(values));
    }
    return this;
  }

  private Rules matches(String field, String value, Alphabet alphabet) {
    if (!alphabet.matches(value)) {
      refuse(Reason.TEXT, "%s must match %s: '%s'".formatted(field, alphabet, shown(value)));
    }
    return this;
  }

  private void refuse(Reason reason, String message) {
    if (refusal == null) {
      refusal = new Refusal(reason, message);
    }
  }

  private static String shown(String value) {
    return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "...";
  }
}
