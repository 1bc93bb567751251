package org.cbnet.cloud.store;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * One partition's rows, for as long as a question holds the partition's gate.
 *
 * <p>Rows may be the very objects that records change: whatever outlives the question is copied.
 */
public final class PartitionView {
  private final int partition;
  private final Map<String, RowStore<?, ?>> stores;

  PartitionView(int partition, Map<String, RowStore<?, ?>> stores) {
    this.partition = partition;
    this.stores = Objects.requireNonNull(stores, "stores is null");
  }

  /** Of the input. */
  public int partition() {
    return partition;
  }

  /** The rows of a store. */
  // A store's name stands for its types: CloudStores has each name once.
  @SuppressWarnings("unchecked")
  public <K, V> ReadOnlyKeyValueStore<K, V> read(Store<K, V> store) {
    RowStore<?, ?> rows = stores.get(store.name());
    if (rows == null) {
      throw new IllegalStateException(
          "partition %d has no store '%s'".formatted(partition, store.name()));
    }
    return ((RowStore<K, V>) rows).reader();
  }
}
