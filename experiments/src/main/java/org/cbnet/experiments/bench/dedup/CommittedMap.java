package org.cbnet.experiments.bench.dedup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.store.Store;

/**
 * A store that behaves as the processor's: live rows, written in their stored form at each commit.
 * Only single rows are read and written.
 */
final class CommittedMap<K, V> implements KeyValueStore<K, V> {
  private final Store<K, V> type;
  private final Map<K, byte[]> committed = new HashMap<>();
  private final Map<K, V> live = new HashMap<>();
  private final Set<K> changed = new HashSet<>();

  CommittedMap(Store<K, V> type) {
    this.type = type;
  }

  @Override
  public V get(K key) {
    return live.computeIfAbsent(
        key, id -> type.value().deserializer().deserialize(type.name(), committed.get(id)));
  }

  @Override
  public void put(K key, V value) {
    live.put(key, value);
    changed.add(key);
  }

  void commit() {
    for (K key : changed) {
      committed.put(key, type.value().serializer().serialize(type.name(), live.get(key)));
    }
    changed.clear();
  }

  /** Loses what is not committed. */
  void restart() {
    live.clear();
    changed.clear();
  }

  @Override
  public void close() {
    restart();
  }

  @Override
  public V putIfAbsent(K key, V value) {
    throw unused();
  }

  @Override
  public void putAll(List<KeyValue<K, V>> entries) {
    throw unused();
  }

  @Override
  public V delete(K key) {
    throw unused();
  }

  @Override
  public KeyValueIterator<K, V> range(K from, K to) {
    throw unused();
  }

  @Override
  public KeyValueIterator<K, V> all() {
    throw unused();
  }

  @Override
  public long approximateNumEntries() {
    throw unused();
  }

  @Override
  public String name() {
    return type.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    throw unused();
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("ledgers read and write single rows");
  }
}
