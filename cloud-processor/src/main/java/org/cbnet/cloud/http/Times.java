package org.cbnet.cloud.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Times that somebody sends: those that can be reckoned with, however long ISO 8601 goes on. */
final class Times {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Times() {}

  /**
   * Reads one.
   *
   * @param name of the parameter
   */
  static Instant parse(String name, String text) {
    try {
      Instant time = Instant.parse(text);
      if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Answered below like any other value out of range.
    }
    throw new BadParameterException(
        "%s must be a time such as 2026-03-01T12:00:00Z, from 1970 to 9999: '%s'"
            .formatted(name, text));
  }
}
