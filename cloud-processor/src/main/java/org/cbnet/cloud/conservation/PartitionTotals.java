package org.cbnet.cloud.conservation;

import java.util.HashMap;
import java.util.Map;
import org.cbnet.cloud.state.PartitionState;
import org.cbnet.cloud.state.StateFormat;

/**
 * How far a partition of the input is covered, and what became of its records. Not thread-safe.
 *
 * <p>Stored last of all that a record changes, so that a reader who has read the position first
 * finds everything before it.
 */
// Arrays by ordinal: each result goes through them, and nothing that is stored has an ordinal.
@SuppressWarnings("EnumOrdinal")
public final class PartitionTotals {
  /** First format that counts dead letters. */
  private static final int LETTERS_COUNTED = 2;

  private static final Counter[] COUNTERS = Counter.values();

  private final Map<String, Long> nextOffsets;
  private final long[] counters = new long[COUNTERS.length];

  private PartitionTotals(Map<String, Long> nextOffsets) {
    this.nextOffsets = new HashMap<>(nextOffsets);
  }

  /** Of nothing. */
  public static PartitionTotals empty() {
    return new PartitionTotals(Map.of());
  }

  /** As {@link #toState()} gave it. */
  public static PartitionTotals of(PartitionState state) {
    PartitionTotals totals = new PartitionTotals(state.getNextOffsets());
    state.getCounters().forEach((name, count) -> totals.add(Counter.valueOf(name), count));
    if (state.getFormatVersion() < LETTERS_COUNTED) {
      // Every one had a letter then.
      totals.add(
          Counter.RECORDS_BURIED,
          totals.count(Counter.RECORDS_UNDECODABLE) + totals.count(Counter.RECORDS_REFUSED));
    }
    return totals;
  }

  /** The stored form. */
  public PartitionState toState() {
    Map<String, Long> byName = new HashMap<>();
    for (Counter counter : COUNTERS) {
      if (count(counter) != 0) {
        byName.put(counter.name(), count(counter));
      }
    }
    return new PartitionState(StateFormat.VERSION, new HashMap<>(nextOffsets), byName);
  }

  /** Counts. */
  public void add(Counter counter, long count) {
    counters[counter.ordinal()] += count;
  }

  /** A counter. */
  public long count(Counter counter) {
    return counters[counter.ordinal()];
  }

  /** Notes that a topic's partition is covered up to an offset, included. */
  public void cover(String topic, long offset) {
    nextOffsets.put(topic, offset + 1);
  }

  /** Adds another partition's counters. */
  public void merge(PartitionTotals other) {
    for (Counter counter : COUNTERS) {
      add(counter, other.count(counter));
    }
  }

  /** The same counters at another position. */
  public PartitionTotals at(Map<String, Long> position) {
    PartitionTotals moved = new PartitionTotals(position);
    moved.merge(this);
    return moved;
  }

  /** First offset not covered, by topic. */
  public Map<String, Long> nextOffsets() {
    return Map.copyOf(nextOffsets);
  }
}
