package org.cbnet.experiments.bench.dedup;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What has been seen of one boot, number by number: the plain statement of what the product holds
 * as intervals. Shares no code with it.
 */
final class ReferenceBoot {
  // The rule of the state, stated here again: no more than so many stretches without a gap.
  private static final int MAX_STRETCHES = 64;

  private final BitSet seen = new BitSet();
  private int stretches;
  private long dropped;
  private long refused;

  /** Takes numbers; answers those that were new, or nothing where there are too many gaps. */
  Optional<List<Long>> take(long first, long last) {
    int before = stretches;
    List<Long> fresh = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      if (!seen.get((int) number)) {
        set((int) number);
        fresh.add(number);
      }
    }
    if (stretches > MAX_STRETCHES) {
      fresh.forEach(number -> seen.clear(number.intValue()));
      stretches = before;
      return Optional.empty();
    }
    return Optional.of(fresh);
  }

  Optional<List<Long>> refuse(long first, long last) {
    Optional<List<Long>> fresh = take(first, last);
    refused += fresh.map(List::size).orElse(0);
    return fresh;
  }

  void drop(long first, long last) {
    dropped += take(first, last).map(List::size).orElse(0);
  }

  long received() {
    return seen.cardinality() - dropped;
  }

  long accepted() {
    return received() - refused;
  }

  /** First and last number of each stretch. */
  List<Long> stretches() {
    List<Long> bounds = new ArrayList<>();
    for (int first = seen.nextSetBit(0); first >= 0; ) {
      int end = seen.nextClearBit(first);
      bounds.add((long) first);
      bounds.add((long) end - 1);
      first = seen.nextSetBit(end);
    }
    return bounds;
  }

  // A number alone is a stretch of its own; between two it joins them.
  private void set(int number) {
    boolean left = number > 0 && seen.get(number - 1);
    boolean right = seen.get(number + 1);
    seen.set(number);
    stretches += 1 - (left ? 1 : 0) - (right ? 1 : 0);
  }
}
