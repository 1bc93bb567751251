package org.cbnet.cloud.store;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Stores a key as text whose order is the order of the key's parts, so that a range of keys is a
 * range of bytes; an Avro key's is not.
 *
 * @param <K> key
 */
final class KeySerde<K> implements Serde<K> {
  /**
   * Parts come from {@code [A-Za-z0-9._+-]}. A separator that sorted behind one of these would put
   * {@code a-b} before {@code a}.
   */
  static final String SEPARATOR = " ";

  // As many digits as the largest number has.
  private static final String ZEROS = "0".repeat(19);

  private final Function<K, List<String>> toParts;
  private final Function<List<String>, K> fromParts;

  KeySerde(Function<K, List<String>> toParts, Function<List<String>, K> fromParts) {
    this.toParts = toParts;
    this.fromParts = fromParts;
  }

  @Override
  public Serializer<K> serializer() {
    StringSerializer text = new StringSerializer();
    return (topic, key) -> text.serialize(topic, String.join(SEPARATOR, toParts.apply(key)));
  }

  @Override
  public Deserializer<K> deserializer() {
    StringDeserializer text = new StringDeserializer();
    return (topic, bytes) ->
        fromParts.apply(List.of(text.deserialize(topic, bytes).split(SEPARATOR, -1)));
  }

  /** A number that may not be negative, such that text order is its order. */
  static String ordered(long number) {
    String digits = Long.toString(number);
    return ZEROS.substring(digits.length()) + digits;
  }
}
