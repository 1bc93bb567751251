package org.cbnet.cloud.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter for people: where it lies, where its record came from, why, and how it begins.
 *
 * @param partition of the dead letters
 * @param offset in it
 * @param reason code
 * @param message for people
 * @param topic that the record came from
 * @param topicPartition of it
 * @param topicOffset in it
 * @param appendedAt when the record was appended, ISO 8601
 * @param deviceId by the record's key; null where that is no device id
 * @param keyBytes size of the record's key
 * @param valueBytes size of the record's value, though the letter may hold less; null of a
 *     tombstone
 * @param valueStart first bytes of the value in hexadecimal
 * @param replayable whether a replay can judge it anew
 */
public record LetterView(
    int partition,
    long offset,
    String reason,
    String message,
    String topic,
    Integer topicPartition,
    Long topicOffset,
    String appendedAt,
    String deviceId,
    Integer keyBytes,
    Integer valueBytes,
    String valueStart,
    boolean replayable) {
  private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String UNKNOWN = "unknown";

  /**
   * Of a record of the dead letters, whoever wrote it.
   *
   * @param bytes of the value to show, at most
   */
  static LetterView of(ConsumerRecord<byte[], byte[]> letter, int bytes) {
    Optional<LetterHeaders> headers = LetterHeaders.of(letter.headers());
    Optional<LetterOrigin> origin = headers.map(LetterHeaders::origin);
    return new LetterView(
        letter.partition(),
        letter.offset(),
        headers.map(LetterHeaders::reason).orElse(UNKNOWN),
        headers.map(LetterHeaders::message).orElse("has no headers of a dead letter"),
        origin.map(LetterOrigin::topic).orElse(UNKNOWN),
        origin.map(LetterOrigin::partition).orElse(null),
        origin.map(LetterOrigin::offset).orElse(null),
        headers.map(each -> Instant.ofEpochMilli(each.appendMillis()).toString()).orElse(null),
        deviceId(letter.key()),
        size(letter, letter.key(), DeadLetter.KEY_BYTES),
        size(letter, letter.value(), DeadLetter.VALUE_BYTES),
        start(letter.value(), bytes),
        headers.map(LetterHeaders::whole).orElse(false));
  }

  private static String deviceId(byte[] key) {
    String text = key == null ? "" : new String(key, StandardCharsets.ISO_8859_1);
    return DEVICE_ID.matcher(text).matches() ? text : null;
  }

  private static Integer size(ConsumerRecord<?, ?> letter, byte[] bytes, String header) {
    Header whole = letter.headers().lastHeader(header);
    if (whole == null) {
      return bytes == null ? null : (Integer) bytes.length;
    }
    try {
      return Integer.valueOf(new String(whole.value(), StandardCharsets.UTF_8));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String start(byte[] value, int bytes) {
    return value == null
        ? null
        : HexFormat.of().formatHex(Arrays.copyOf(value, Math.min(bytes, value.length)));
  }
}
