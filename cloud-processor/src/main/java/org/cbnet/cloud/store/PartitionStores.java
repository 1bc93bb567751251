package org.cbnet.cloud.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cbnet.cloud.conservation.PartitionTotals;

/**
 * The stores that this instance has, by partition of the input: those it processes into, and the
 * copies that it keeps of other instances'. Safe for several threads.
 *
 * <p>Kafka's own way to a store refuses while anything at all moves between instances, and does not
 * tell from which of two positions it reads.
 */
public final class PartitionStores {
  // A copy further behind than this is being built; Kafka's own 'acceptable.recovery.lag'.
  private static final long MAX_LAG = 10_000;

  private final Map<Integer, Holding> byPartition = new HashMap<>();

  private static final class Holding {
    private final Map<String, RowStore<?, ?>> stores = new HashMap<>();
    private final Map<String, Long> lags = new HashMap<>();
    private boolean live;
    private PartitionTotals totals;
    private long changes;
  }

  synchronized void opened(int partition, RowStore<?, ?> store) {
    byPartition.computeIfAbsent(partition, any -> new Holding()).stores.put(store.name(), store);
  }

  synchronized void closed(int partition, RowStore<?, ?> store) {
    Holding held = byPartition.get(partition);
    if (held != null && held.stores.remove(store.name(), store)) {
      held.lags.remove(store.name());
      if (held.stores.isEmpty()) {
        byPartition.remove(partition);
      }
    }
  }

  /** Notes that records of a partition are applied here from now on. */
  public synchronized void live(int partition) {
    Holding held = byPartition.computeIfAbsent(partition, any -> new Holding());
    held.live = true;
    // Goes on from the last commit, whoever made it.
    for (RowStore<?, ?> store : held.stores.values()) {
      held.changes = Math.max(held.changes, store.mark().number());
    }
  }

  /** Notes that a row of a partition is changed that was not since the last commit. */
  synchronized void changed(int partition) {
    byPartition.computeIfAbsent(partition, any -> new Holding()).changes++;
  }

  /**
   * Notes that records of a partition are no longer applied here. Its rows in memory may be ahead
   * of what its marks on disk say, so it is no copy until it takes a changelog in again.
   */
  public synchronized void ended(int partition) {
    Holding held = byPartition.get(partition);
    if (held != null) {
      held.live = false;
      held.totals = null;
      held.lags.clear();
      if (held.stores.isEmpty()) {
        byPartition.remove(partition);
      }
    }
  }

  /** Notes which row says how far a partition is covered. */
  public synchronized void covered(int partition, PartitionTotals totals) {
    byPartition.computeIfAbsent(partition, any -> new Holding()).totals = totals;
  }

  /** Notes how many changes a copy is behind. */
  public synchronized void behind(int partition, String store, long changes) {
    Holding held = byPartition.get(partition);
    if (held != null) {
      held.lags.put(store, changes);
    }
  }

  /** Partitions whose records are applied here. */
  public synchronized SortedSet<Integer> live() {
    SortedSet<Integer> live = new TreeSet<>();
    byPartition.forEach(
        (partition, held) -> {
          if (held.live) {
            live.add(partition);
          }
        });
    return live;
  }

  synchronized Optional<Map<String, Long>> position(int partition) {
    return Optional.ofNullable(byPartition.get(partition))
        .flatMap(held -> Optional.ofNullable(held.totals))
        .map(PartitionTotals::nextOffsets);
  }

  /** Tells commits of a partition apart, some of which move no position: it only grows. */
  synchronized long changes(int partition) {
    Holding held = byPartition.get(partition);
    return held == null ? 0 : held.changes;
  }

  /** The stores of a partition that records are applied to; nothing where they are not here. */
  synchronized Optional<Map<String, RowStore<?, ?>>> liveOnes(int partition) {
    return Optional.ofNullable(byPartition.get(partition))
        .filter(held -> held.live)
        .map(held -> Map.copyOf(held.stores));
  }

  /** The stores of those names where this is a copy of them that has once caught up. */
  synchronized Optional<Map<String, RowStore<?, ?>>> copies(int partition, List<String> names) {
    return Optional.ofNullable(byPartition.get(partition))
        .filter(held -> !held.live)
        .filter(
            held ->
                names.stream()
                    .allMatch(
                        name ->
                            held.stores.containsKey(name)
                                && held.lags.getOrDefault(name, Long.MAX_VALUE) <= MAX_LAG))
        .map(held -> Map.copyOf(held.stores));
  }
}
