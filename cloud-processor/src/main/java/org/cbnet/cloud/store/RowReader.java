package org.cbnet.cloud.store;

import java.util.Objects;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A partition's rows for the thread of a query, which holds the partition's gate. */
final class RowReader<K, V> implements ReadOnlyKeyValueStore<K, V> {
  private final RowStore<K, V> rows;

  RowReader(RowStore<K, V> rows) {
    this.rows = Objects.requireNonNull(rows, "rows is null");
  }

  @Override
  public V get(K key) {
    return rows.peek(key);
  }

  @Override
  public KeyValueIterator<K, V> range(K from, K to) {
    return rows.range(from, to);
  }

  @Override
  public KeyValueIterator<K, V> all() {
    return rows.all();
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, S serializer) {
    return rows.prefixScan(prefix, serializer);
  }

  @Override
  public long approximateNumEntries() {
    return rows.approximateNumEntries();
  }
}
