package org.cbnet.cloud.stats;

import java.util.Arrays;
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

  private static final int FIRST_CAPACITY = 4;

  // Side by side, as they came: a few names are found sooner than in a tree, and each batch adds.
  private String[] names = new String[FIRST_CAPACITY];
  private long[] counts = new long[FIRST_CAPACITY];
  private int size;

  Counts(Map<String, Long> counts) {
    // Just as they were: of more than may come, what was one too many is among them.
    counts.forEach(
        (name, count) -> {
          append(name);
          this.counts[size - 1] = count;
        });
  }

  void add(String name, long count) {
    int place = place(name);
    if (place == size) {
      if (size >= MAX_NAMES && !name.equals(OTHER)) {
        add(OTHER, count);
        return;
      }
      append(name);
    }
    counts[place] += count;
  }

  private int place(String name) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return size;
  }

  private void append(String name) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    names[size] = name;
    size++;
  }

  void merge(Counts other) {
    for (int i = 0; i < other.size; i++) {
      add(other.names[i], other.counts[i]);
    }
  }

  /** As they are now, by name. */
  Map<String, Long> asMap() {
    Map<String, Long> sorted = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      sorted.put(names[i], counts[i]);
    }
    return sorted;
  }
}
