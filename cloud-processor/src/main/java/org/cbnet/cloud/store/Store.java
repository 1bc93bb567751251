package org.cbnet.cloud.store;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A state store's name and types in one place, for the topology, its processors, queries and tests
 * alike.
 *
 * @param name within the topology; its changelog topic is named after it
 * @param key of every entry
 * @param value of every entry
 */
public record Store<K, V>(String name, Serde<K> key, Serde<V> value) {

  public Store {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(key, "key is null");
    Objects.requireNonNull(value, "value is null");
  }

  /** How the topology makes it: on disk, cached, with a changelog. */
  public StoreBuilder<KeyValueStore<K, V>> builder() {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, value)
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  /** The task's instance, for a processor that is connected to it. */
  public KeyValueStore<K, V> of(ProcessingContext context) {
    return context.getStateStore(name);
  }
}
