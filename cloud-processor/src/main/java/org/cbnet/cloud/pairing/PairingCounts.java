package org.cbnet.cloud.pairing;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counters of pairing. Not thread-safe. */
public final class PairingCounts {
  private final Map<PairingCounter, Long> counts = new EnumMap<>(PairingCounter.class);

  /** All 0. */
  public PairingCounts() {}

  /** Of stored counters. */
  static PairingCounts of(Map<String, Long> stored) {
    PairingCounts counts = new PairingCounts();
    stored.forEach((name, count) -> counts.add(PairingCounter.valueOf(name), count));
    return counts;
  }

  Map<String, Long> toState() {
    Map<String, Long> byName = new HashMap<>();
    counts.forEach((counter, count) -> byName.put(counter.name(), count));
    return byName;
  }

  /** Counts. */
  public void add(PairingCounter counter, long count) {
    counts.merge(counter, count, Long::sum);
  }

  /** Adds another partition's. */
  public void merge(PairingCounts other) {
    other.counts.forEach(this::add);
  }

  /** A counter. */
  public long count(PairingCounter counter) {
    return counts.getOrDefault(counter, 0L);
  }
}
