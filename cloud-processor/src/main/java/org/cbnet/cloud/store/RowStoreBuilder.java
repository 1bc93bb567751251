package org.cbnet.cloud.store;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes a {@link RowStore} a task: on disk, with a changelog. */
final class RowStoreBuilder<K, V> implements StoreBuilder<KeyValueStore<K, V>> {
  private final Store<K, V> types;
  private final SnapshotGate gate;
  private final int keptRows;

  RowStoreBuilder(Store<K, V> types, SnapshotGate gate, int keptRows) {
    this.types = Objects.requireNonNull(types, "types is null");
    this.gate = Objects.requireNonNull(gate, "gate is null");
    this.keptRows = keptRows;
  }

  @Override
  public KeyValueStore<K, V> build() {
    KeyValueStore<Bytes, byte[]> disk =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(types.name()), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingEnabled(logConfig())
            .withCachingDisabled()
            .build();
    return new RowStore<>(types, disk, gate, keptRows);
  }

  @Override
  public String name() {
    return types.name();
  }

  @Override
  public Map<String, String> logConfig() {
    return Map.of();
  }

  @Override
  public boolean loggingEnabled() {
    return true;
  }

  @Override
  public StoreBuilder<KeyValueStore<K, V>> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<KeyValueStore<K, V>> withCachingDisabled() {
    // Kafka says so where its own cache has no room; this one is none of Kafka's.
    return this;
  }

  @Override
  public StoreBuilder<KeyValueStore<K, V>> withLoggingEnabled(Map<String, String> config) {
    throw new UnsupportedOperationException("the changelog is as it is");
  }

  @Override
  public StoreBuilder<KeyValueStore<K, V>> withLoggingDisabled() {
    throw new UnsupportedOperationException("what is lost is restored from the changelog");
  }
}
