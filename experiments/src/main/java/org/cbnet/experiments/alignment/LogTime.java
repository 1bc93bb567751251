package org.cbnet.experiments.alignment;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as loggers write them: seconds, milliseconds, or ISO 8601. A number from 10^11 on is of
 * milliseconds whatever the header says: as seconds it would be of the year 5138.
 */
final class LogTime {
  private static final Pattern NUMBER = Pattern.compile("[-+0-9.]{1,40}");
  private static final Pattern ZONED = Pattern.compile(".*T.*(Z|[-+]\\d\\d:?\\d\\d)");
  private static final BigDecimal FIRST_MILLIS = new BigDecimal("1e11");
  private static final int NANO_PLACES = 9;
  private static final int MILLI_PLACES = 6;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private LogTime() {}

  /** Nanoseconds since 1970, or since whenever the logger counts from; empty for no time. */
  static Optional<Long> nanos(String text, boolean isMillis) {
    try {
      return Optional.of(NUMBER.matcher(text).matches() ? number(text, isMillis) : iso(text));
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static long number(String text, boolean isMillis) {
    BigDecimal value = new BigDecimal(text);
    boolean millis = isMillis || value.compareTo(FIRST_MILLIS) >= 0;
    return value
        .movePointRight(millis ? MILLI_PLACES : NANO_PLACES)
        .toBigInteger()
        .longValueExact();
  }

  // A time without a zone is taken as UTC: only differences count.
  private static long iso(String text) {
    String joined = text.replace(' ', 'T');
    Instant at =
        ZONED.matcher(joined).matches()
            ? OffsetDateTime.parse(joined).toInstant()
            : LocalDateTime.parse(joined).toInstant(ZoneOffset.UTC);
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS_PER_SECOND), at.getNano());
  }
}
