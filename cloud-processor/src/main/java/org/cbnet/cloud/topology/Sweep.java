package org.cbnet.cloud.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Removes what a store needs no longer. */
final class Sweep {
  // What is left over goes with the next sweep: records wait meanwhile.
  private static final int MAX_ENTRIES = 10_000;

  private Sweep() {}

  static <K, V> void of(KeyValueStore<K, V> store, Predicate<V> isOver) {
    List<K> over = new ArrayList<>();
    try (KeyValueIterator<K, V> entries = store.all()) {
      while (entries.hasNext() && over.size() < MAX_ENTRIES) {
        KeyValue<K, V> entry = entries.next();
        if (isOver.test(entry.value)) {
          over.add(entry.key);
        }
      }
    }
    over.forEach(store::delete);
  }
}
