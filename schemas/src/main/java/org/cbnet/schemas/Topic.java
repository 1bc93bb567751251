package org.cbnet.schemas;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A topic's name, types and settings in one place, for its writers, readers and tests alike.
 *
 * @param name as on the broker
 * @param key of every record
 * @param value of every record
 * @param config settings that the topic must have on the broker
 */
public record Topic<K, V>(String name, Serde<K> key, Serde<V> value, Map<String, String> config) {

  public Topic {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(key, "key is null");
    Objects.requireNonNull(value, "value is null");
    config = Map.copyOf(config);
  }

  /** The same topic with its values undecoded, for readers that must survive a bad one. */
  public Topic<K, byte[]> raw() {
    return new Topic<>(name, key, Serdes.ByteArray(), config);
  }
}
