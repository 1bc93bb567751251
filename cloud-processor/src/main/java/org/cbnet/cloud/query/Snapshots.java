package org.cbnet.cloud.query;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.cloud.store.Store;

/**
 * Reads several stores as of one position of the input. Safe for several threads.
 *
 * <p>Do only the reading inside: records wait for it.
 */
public final class Snapshots {
  private final StateView view;
  private final SnapshotGate gate;

  public Snapshots(StateView view, SnapshotGate gate) {
    this.view = Objects.requireNonNull(view, "view is null");
    this.gate = Objects.requireNonNull(gate, "gate is null");
  }

  /**
   * Reads.
   *
   * @param query gets the state and the position that it reflects: topic-partition to the first
   *     offset not covered
   * @throws NotReadyException while state is being restored or moved
   */
  <T> T read(BiFunction<StateView, Map<String, Long>, T> query) {
    try {
      return gate.read(() -> query.apply(view, position()));
    } catch (InvalidStateStoreException e) {
      throw new NotReadyException("state is being restored or moved", e);
    }
  }

  /** Hands each entry of an iterator on and closes it. */
  static <K, V> void each(KeyValueIterator<K, V> entries, Consumer<KeyValue<K, V>> sink) {
    try (entries) {
      entries.forEachRemaining(sink);
    }
  }

  /** Hands each entry of a store on. */
  static <K, V> void each(StateView view, Store<K, V> store, Consumer<KeyValue<K, V>> sink) {
    each(view.read(store).all(), sink);
  }

  private Map<String, Long> position() {
    Map<String, Long> position = new TreeMap<>();
    each(
        view,
        CloudStores.PARTITIONS,
        entry ->
            entry
                .value
                .nextOffsets()
                .forEach(
                    (topic, offset) -> position.put("%s-%d".formatted(topic, entry.key), offset)));
    return position;
  }
}
