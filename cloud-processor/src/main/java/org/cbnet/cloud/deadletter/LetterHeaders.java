package org.cbnet.cloud.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What the headers of a dead letter say of its record.
 *
 * @param origin where it came from
 * @param appendMillis when it was appended there, milliseconds since 1970-01-01 UTC
 * @param reason why it was not counted
 * @param message the same for people
 * @param remembered whether its sequence numbers are remembered as refused
 * @param whole whether key and value are there to the last byte
 */
public record LetterHeaders(
    LetterOrigin origin,
    long appendMillis,
    String reason,
    String message,
    boolean remembered,
    boolean whole) {

  /** Reads them; nothing where these are not a dead letter's. */
  public static Optional<LetterHeaders> of(Headers headers) {
    try {
      return Optional.of(
          new LetterHeaders(
              new LetterOrigin(
                  text(headers, DeadLetter.TOPIC),
                  Integer.parseInt(text(headers, DeadLetter.PARTITION)),
                  Long.parseLong(text(headers, DeadLetter.OFFSET))),
              Long.parseLong(text(headers, DeadLetter.APPENDED)),
              text(headers, DeadLetter.REASON),
              text(headers, DeadLetter.MESSAGE),
              Boolean.parseBoolean(text(headers, DeadLetter.REMEMBERED)),
              headers.lastHeader(DeadLetter.VALUE_BYTES) == null
                  && headers.lastHeader(DeadLetter.KEY_BYTES) == null));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      throw new IllegalArgumentException("no header " + name);
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
