package org.cbnet.cloud.conservation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.cloud.state.PartitionState;

/**
 * How far a partition of the input is covered, and what became of its records. Not thread-safe.
 *
 * <p>Stored last of all that a record changes, so that a reader who has read the position first
 * finds everything before it.
 */
public final class PartitionTotals {
  private static final int FORMAT_VERSION = 1;

  private final Map<String, Long> nextOffsets;
  private final Map<Counter, Long> counters = new EnumMap<>(Counter.class);

  private PartitionTotals(Map<String, Long> nextOffsets) {
    this.nextOffsets = new TreeMap<>(nextOffsets);
  }

  /** Of nothing. */
  public static PartitionTotals empty() {
    return new PartitionTotals(Map.of());
  }

  /** As {@link #toState()} gave it. */
  public static PartitionTotals of(PartitionState state) {
    PartitionTotals totals = new PartitionTotals(state.getNextOffsets());
    state.getCounters().forEach((name, count) -> totals.add(Counter.valueOf(name), count));
    return totals;
  }

  /** The stored form. */
  public PartitionState toState() {
    Map<String, Long> byName = new HashMap<>();
    counters.forEach((counter, count) -> byName.put(counter.name(), count));
    return new PartitionState(FORMAT_VERSION, new HashMap<>(nextOffsets), byName);
  }

  /** Counts. */
  public void add(Counter counter, long count) {
    counters.merge(counter, count, Long::sum);
  }

  /** A counter. */
  public long count(Counter counter) {
    return counters.getOrDefault(counter, 0L);
  }

  /** Notes that a topic's partition is covered up to an offset, included. */
  public void cover(String topic, long offset) {
    nextOffsets.put(topic, offset + 1);
  }

  /** First offset not covered, by topic. */
  public Map<String, Long> nextOffsets() {
    return Map.copyOf(nextOffsets);
  }
}
