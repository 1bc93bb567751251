package org.cbnet.cloud.stats;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts by a name that devices choose, of bounded size. Not thread-safe.
 *
 * <p>Names come from outside: beyond {@link #MAX_NAMES} further ones are counted together, so that
 * no device can make a row grow without end.
 */
final class Counts {
  static final int MAX_NAMES = 16;
  static final String OTHER = "other";

  private final Map<String, Long> counts;

  Counts(Map<String, Long> counts) {
    this.counts = new TreeMap<>(counts);
  }

  void add(String name, long count) {
    boolean known = counts.containsKey(name) || counts.size() < MAX_NAMES;
    counts.merge(known ? name : OTHER, count, Long::sum);
  }

  void merge(Counts other) {
    other.counts.forEach(this::add);
  }

  /** As they are, also after they have changed. */
  Map<String, Long> asMap() {
    return Collections.unmodifiableMap(counts);
  }
}
