package org.cbnet.cloud.store;

import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

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

  /**
   * How the topology makes it: rows as objects in memory, on disk and in a changelog at commits.
   *
   * @param gate that queries read through
   * @param keptRows rows that stay in memory after a commit, a task
   */
  public StoreBuilder<KeyValueStore<K, V>> builder(SnapshotGate gate, int keptRows) {
    return new RowStoreBuilder<>(this, gate, keptRows);
  }

  /**
   * Whether an entry of a store's changelog is a row; another one says which commit the rows are
   * of.
   */
  public static boolean isRow(byte[] key) {
    return !Arrays.equals(key, FlushMark.KEY.get());
  }

  /** A row that shares nothing with another one. */
  public V copy(V row) {
    return row(toBytes(row));
  }

  /** A key as on disk. */
  Bytes toKey(K of) {
    return Bytes.wrap(key.serializer().serialize(name, of));
  }

  /** A row as on disk; null where it was removed. */
  byte[] toBytes(V row) {
    return value.serializer().serialize(name, row);
  }

  /** As {@link #toBytes} gave it. */
  V row(byte[] bytes) {
    return bytes == null ? null : value.deserializer().deserialize(name, bytes);
  }

  /** The task's instance, for a processor that is connected to it. */
  public KeyValueStore<K, V> of(ProcessingContext context) {
    return context.getStateStore(name);
  }
}
