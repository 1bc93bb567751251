package org.cbnet.cloud.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Looks through a store in slices, one a call, over and over: records wait meanwhile. */
final class Slices<K, V> {
  private static final int SLICE = 500;

  private final KeyValueStore<K, V> store;
  private K next;

  Slices(KeyValueStore<K, V> store) {
    this.store = store;
  }

  /** Hands the next slice on, in order of keys; the store may then be changed. */
  void slice(Consumer<List<KeyValue<K, V>>> visitor) {
    List<KeyValue<K, V>> slice = new ArrayList<>(SLICE);
    try (KeyValueIterator<K, V> rows = next == null ? store.all() : store.range(next, null)) {
      while (rows.hasNext() && slice.size() < SLICE) {
        slice.add(rows.next());
      }
      next = rows.hasNext() ? rows.peekNextKey() : null;
    }
    visitor.accept(slice);
  }
}
