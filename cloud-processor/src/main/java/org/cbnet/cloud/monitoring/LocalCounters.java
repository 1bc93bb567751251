package org.cbnet.cloud.monitoring;

import java.util.EnumMap;
import java.util.Map;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PartitionReader;
import org.cbnet.cloud.store.SnapshotGate;

/** The conservation counters over the partitions that this process works on. */
final class LocalCounters {
  private final PartitionReader reader;

  LocalCounters(SnapshotGate gate) {
    this.reader = new PartitionReader(gate);
  }

  /** As of now. */
  Map<Counter, Long> read() {
    Map<Counter, Long> sums = new EnumMap<>(Counter.class);
    for (int partition : reader.live()) {
      reader
          .live(partition, view -> counters(view.read(CloudStores.PARTITIONS).get(partition)))
          .ifPresent(
              reading ->
                  reading
                      .value()
                      .forEach((counter, count) -> sums.merge(counter, count, Long::sum)));
    }
    return sums;
  }

  private static Map<Counter, Long> counters(PartitionTotals totals) {
    Map<Counter, Long> counters = new EnumMap<>(Counter.class);
    if (totals != null) {
      for (Counter counter : Counter.values()) {
        counters.put(counter, totals.count(counter));
      }
    }
    return counters;
  }
}
