package org.cbnet.edge.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.schemas.record.SequenceRange;

/** Sequence numbers given up and not yet announced, as the fewest ranges. */
final class DroppedRanges {
  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

  /** Adds numbers, both included, that were not added before. */
  void add(long first, long last) {
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
  }

  void add(List<SequenceRange> ranges) {
    ranges.forEach(range -> add(range.getFirst(), range.getLast()));
  }

  /** Takes out up to so many ranges, oldest numbers first. */
  List<SequenceRange> take(int atMost) {
    List<SequenceRange> taken = new ArrayList<>();
    while (taken.size() < atMost && !lastByFirst.isEmpty()) {
      Map.Entry<Long, Long> range = lastByFirst.pollFirstEntry();
      taken.add(new SequenceRange(null, range.getKey(), range.getValue()));
    }
    return taken;
  }
}
