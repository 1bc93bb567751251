package org.cbnet.experiments.recount;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes from one prefix to another by what lies between them: thousands of answers are held against
 * their prefixes, and most are a few records apart. Not thread-safe.
 */
final class Cursor {
  private final Map<String, List<Effect>> byPartition;
  private final Map<String, Integer> next = new HashMap<>();
  private final Totals totals = new Totals();

  /**
   * @param byPartition effects in order of their offsets, by topic-partition
   */
  Cursor(Map<String, List<Effect>> byPartition) {
    this.byPartition = byPartition;
  }

  /** What the prefix comes to; good until the next call. */
  Totals at(Map<String, Long> position) {
    byPartition.forEach(
        (partition, effects) -> move(partition, effects, position.getOrDefault(partition, 0L)));
    return totals;
  }

  private void move(String partition, List<Effect> effects, long end) {
    int at = next.getOrDefault(partition, 0);
    while (at < effects.size() && effects.get(at).offset < end) {
      totals.add(partition, effects.get(at++), 1);
    }
    while (at > 0 && effects.get(at - 1).offset >= end) {
      totals.add(partition, effects.get(--at), -1);
    }
    next.put(partition, at);
  }
}
