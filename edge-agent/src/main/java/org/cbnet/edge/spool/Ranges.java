package org.cbnet.edge.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A set of whole numbers, kept as the fewest ranges. Used under its owner's lock. */
final class Ranges {
  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();
  private long count;

  /**
   * @param first smallest number
   * @param last largest number
   */
  record Range(long first, long last) {
    Range {
      if (first > last) {
        throw new IllegalArgumentException(
            "first must be at most last: %d %d".formatted(first, last));
      }
    }

    long count() {
      return last - first + 1;
    }
  }

  /**
   * Adds numbers, both included.
   *
   * @throws IllegalStateException where one of them is in the set already
   */
  void add(long first, long last) {
    Map.Entry<Long, Long> under = lastByFirst.floorEntry(last);
    if (first > last || (under != null && under.getValue() >= first)) {
      throw new IllegalStateException("%d to %d can't be added".formatted(first, last));
    }
    long from = first;
    long to = last;
    Map.Entry<Long, Long> before = lastByFirst.lowerEntry(first);
    if (before != null && before.getValue() == first - 1) {
      from = before.getKey();
    }
    Long behind = lastByFirst.remove(last + 1);
    if (behind != null) {
      to = behind;
    }
    lastByFirst.put(from, to);
    count += last - first + 1;
  }

  void add(Range range) {
    add(range.first(), range.last());
  }

  /**
   * Removes numbers, both included.
   *
   * @throws IllegalStateException where not all of them are in the set
   */
  void remove(long first, long last) {
    Map.Entry<Long, Long> found = lastByFirst.floorEntry(first);
    if (found == null || found.getValue() < last) {
      throw new IllegalStateException("%d to %d are not all held".formatted(first, last));
    }
    lastByFirst.remove(found.getKey());
    if (found.getKey() < first) {
      lastByFirst.put(found.getKey(), first - 1);
    }
    if (found.getValue() > last) {
      lastByFirst.put(last + 1, found.getValue());
    }
    count -= last - first + 1;
  }

  boolean contains(long number) {
    Map.Entry<Long, Long> found = lastByFirst.floorEntry(number);
    return found != null && found.getValue() >= number;
  }

  /** The smallest number above another. */
  OptionalLong higher(long number) {
    if (contains(number + 1)) {
      return OptionalLong.of(number + 1);
    }
    Long next = lastByFirst.higherKey(number);
    return next == null ? OptionalLong.empty() : OptionalLong.of(next);
  }

  long count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  List<Range> list() {
    return lastByFirst.entrySet().stream()
        .map(range -> new Range(range.getKey(), range.getValue()))
        .toList();
  }

  /** Takes out up to so many ranges, smallest numbers first. */
  List<Range> take(int atMost) {
    List<Range> taken = new ArrayList<>();
    while (taken.size() < atMost && !lastByFirst.isEmpty()) {
      Map.Entry<Long, Long> range = lastByFirst.pollFirstEntry();
      taken.add(new Range(range.getKey(), range.getValue()));
      count -= range.getValue() - range.getKey() + 1;
    }
    return taken;
  }

  void clear() {
    lastByFirst.clear();
    count = 0;
  }
}
