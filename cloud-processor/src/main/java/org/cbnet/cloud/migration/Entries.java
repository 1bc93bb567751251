package org.cbnet.cloud.migration;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.migration.Lines.Entry;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.Store;

/** Lines of a store's entries, there and back. */
final class Entries<K, V> {
  private final Store<K, V> store;

  Entries(Store<K, V> store) {
    this.store = store;
  }

  Entry line(int partition, byte[] key, byte[] value) {
    V read = store.value().deserializer().deserialize(store.name(), value);
    // Written anew, so that a file holds one format only.
    byte[] written = store.value().serializer().serialize(store.name(), read);
    K stored = store.key().deserializer().deserialize(store.name(), key);
    return new Entry(
        store.name(),
        partition,
        stored instanceof Integer ? stored.toString() : new String(key, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(written),
        read instanceof Aggregate row ? (Long) row.figures().tally().results() : null,
        read instanceof PartitionTotals totals ? counters(totals) : null);
  }

  @SuppressWarnings("unchecked")
  K key(Entry entry) {
    // The numbers of partitions are the one kind of key that is no text.
    return store.name().equals(CloudStores.PARTITIONS.name())
        ? (K) Integer.valueOf(entry.key())
        : store
            .key()
            .deserializer()
            .deserialize(store.name(), entry.key().getBytes(StandardCharsets.UTF_8));
  }

  V value(Entry entry) {
    return store
        .value()
        .deserializer()
        .deserialize(store.name(), Base64.getDecoder().decode(entry.value()));
  }

  private static Map<String, Long> counters(PartitionTotals totals) {
    Map<String, Long> counters = new TreeMap<>();
    for (Counter counter : Counter.values()) {
      counters.put(counter.name(), totals.count(counter));
    }
    return counters;
  }
}
