package org.cbnet.cloud.deadletter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * A record that could not be counted, as it came, with the reason in headers.
 *
 * <p>The dead letters take every record that the input takes: of a key or value above {@link
 * #MAX_BYTES} its first bytes are kept beside its length and SHA-256, and of the record's own
 * headers as many as fit into {@link #MAX_HEADER_BYTES}, at most {@link #MAX_HEADERS}.
 */
public final class DeadLetter {
  public static final String REASON = "cbnet-reason";
  public static final String MESSAGE = "cbnet-message";
  public static final String TOPIC = "cbnet-topic";
  public static final String PARTITION = "cbnet-partition";
  public static final String OFFSET = "cbnet-offset";
  public static final String APPENDED = "cbnet-append-millis";

  /** {@code true} where the record's sequence numbers are remembered as refused. */
  public static final String REMEMBERED = "cbnet-remembered";

  public static final String VALUE_BYTES = "cbnet-value-bytes";
  public static final String VALUE_SHA256 = "cbnet-value-sha256";
  public static final String KEY_BYTES = "cbnet-key-bytes";
  public static final String KEY_SHA256 = "cbnet-key-sha256";

  static final int MAX_BYTES = 64 * 1024;
  static final int MAX_HEADER_BYTES = 16 * 1024;
  public static final int MAX_HEADERS = 64;
  // Lengths and object around a header: without a charge a million empty ones would fit.
  private static final int HEADER_OVERHEAD = 16;
  private static final int MAX_MESSAGE = 500;

  private static final Set<String> OWN =
      Set.of(
          REASON,
          MESSAGE,
          TOPIC,
          PARTITION,
          OFFSET,
          APPENDED,
          REMEMBERED,
          VALUE_BYTES,
          VALUE_SHA256,
          KEY_BYTES,
          KEY_SHA256);

  private DeadLetter() {}

  /**
   * The letter of a record.
   *
   * @param origin where it came from
   * @param record as it came; its timestamp is the append time
   * @param reason code
   * @param message for people
   * @param remembered whether its sequence numbers are remembered as refused
   */
  public static Record<byte[], byte[]> of(
      RecordMetadata origin,
      Record<byte[], byte[]> record,
      String reason,
      String message,
      boolean remembered) {
    Headers headers = new RecordHeaders();
    put(headers, REASON, reason);
    put(headers, MESSAGE, message.substring(0, Math.min(MAX_MESSAGE, message.length())));
    put(headers, TOPIC, origin.topic());
    put(headers, PARTITION, Integer.toString(origin.partition()));
    put(headers, OFFSET, Long.toString(origin.offset()));
    put(headers, APPENDED, Long.toString(record.timestamp()));
    put(headers, REMEMBERED, Boolean.toString(remembered));
    byte[] key = cut(headers, record.key(), KEY_BYTES, KEY_SHA256);
    byte[] value = cut(headers, record.value(), VALUE_BYTES, VALUE_SHA256);
    copy(record.headers(), headers);
    return new Record<>(key, value, record.timestamp(), headers);
  }

  private static byte[] cut(Headers headers, byte[] bytes, String length, String hash) {
    if (bytes == null || bytes.length <= MAX_BYTES) {
      return bytes;
    }
    put(headers, length, Integer.toString(bytes.length));
    put(headers, hash, sha256(bytes));
    return Arrays.copyOf(bytes, MAX_BYTES);
  }

  private static void copy(Headers from, Headers to) {
    int room = MAX_HEADER_BYTES;
    int count = 0;
    for (Header header : from) {
      // A device must not be able to say where its letter came from.
      if (OWN.contains(header.key())) {
        continue;
      }
      room -= HEADER_OVERHEAD + bytes(header);
      count++;
      if (room < 0 || count > MAX_HEADERS) {
        return;
      }
      to.add(header);
    }
  }

  private static int bytes(Header header) {
    int value = header.value() == null ? 0 : header.value().length;
    return header.key().getBytes(StandardCharsets.UTF_8).length + value;
  }

  private static void put(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
