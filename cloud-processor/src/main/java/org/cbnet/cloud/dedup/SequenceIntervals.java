package org.cbnet.cloud.dedup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The sequence numbers seen of one boot, as sorted intervals that neither overlap nor touch.
 *
 * <p>A device numbers its results without gaps and sends them in order, so one interval is the
 * rule; each gap that stays open costs one more, up to {@link #MAX_INTERVALS}. Not thread-safe.
 */
public final class SequenceIntervals {
  /** A span that would need more intervals is not taken. */
  public static final int MAX_INTERVALS = 64;

  // first, last, first, last: a flat array is what the state is stored as, and is quick to search.
  private long[] bounds;
  private int size;

  private SequenceIntervals(long[] bounds) {
    this.bounds = bounds;
    this.size = bounds.length;
  }

  /** Nothing seen yet. */
  public static SequenceIntervals empty() {
    return new SequenceIntervals(new long[0]);
  }

  /** The intervals as {@link #bounds()} gave them. */
  public static SequenceIntervals of(List<Long> bounds) {
    long[] copy = bounds.stream().mapToLong(Long::longValue).toArray();
    for (int i = 1; i < copy.length; i++) {
      // Within an interval equal bounds are one number; between two a gap of one is the least.
      if (copy[i] < copy[i - 1] + (i % 2 == 0 ? 2 : 0)) {
        throw new IllegalArgumentException("bounds must ascend with gaps: " + bounds);
      }
    }
    if (copy.length % 2 != 0) {
      throw new IllegalArgumentException("bounds must come in pairs: " + bounds);
    }
    return new SequenceIntervals(copy);
  }

  /**
   * Takes a span.
   *
   * @return the parts of it that were new, in order; nothing at all where it would need more than
   *     {@link #MAX_INTERVALS} intervals, and then nothing has changed
   */
  public Optional<List<SequenceSpan>> add(SequenceSpan span) {
    // Intervals [from, to) overlap the span or touch it, and become one with it.
    int from = 0;
    while (from < size && bounds[from + 1] < span.first() - 1) {
      from += 2;
    }
    int to = from;
    while (to < size && bounds[to] - 1 <= span.last()) {
      to += 2;
    }
    if (from == to && size == 2 * MAX_INTERVALS) {
      return Optional.empty();
    }
    List<SequenceSpan> fresh = gaps(span, from, to);
    long first = from == to ? span.first() : Math.min(span.first(), bounds[from]);
    long last = from == to ? span.last() : Math.max(span.last(), bounds[to - 1]);
    replace(from, to, first, last);
    return Optional.of(fresh);
  }

  /**
   * Gives up what it has of a span. Cutting an interval in two can need one more than there may be;
   * the part behind the span is then given up too.
   *
   * @return the parts of the span that it had, in order
   */
  public List<SequenceSpan> remove(SequenceSpan span) {
    List<SequenceSpan> removed = new ArrayList<>(1);
    List<SequenceSpan> kept = new ArrayList<>(intervals() + 1);
    for (SequenceSpan each : spans()) {
      long first = Math.max(each.first(), span.first());
      long last = Math.min(each.last(), span.last());
      if (first > last) {
        kept.add(each);
        continue;
      }
      removed.add(new SequenceSpan(first, last));
      if (each.first() < first) {
        kept.add(new SequenceSpan(each.first(), first - 1));
      }
      if (each.last() > last && kept.size() < MAX_INTERVALS) {
        kept.add(new SequenceSpan(last + 1, each.last()));
      }
    }
    if (!removed.isEmpty()) {
      bounds =
          kept.stream()
              .limit(MAX_INTERVALS)
              .flatMapToLong(each -> LongStream.of(each.first(), each.last()))
              .toArray();
      size = bounds.length;
    }
    return removed;
  }

  /** How many numbers are covered. */
  public long count() {
    long count = 0;
    for (int i = 0; i < size; i += 2) {
      count += bounds[i + 1] - bounds[i] + 1;
    }
    return count;
  }

  /** How many intervals there are. */
  public int intervals() {
    return size / 2;
  }

  /** First and last number of each interval, ascending. */
  public List<Long> bounds() {
    return Arrays.stream(bounds, 0, size).boxed().toList();
  }

  /** The intervals, ascending. */
  public List<SequenceSpan> spans() {
    List<SequenceSpan> spans = new ArrayList<>(size / 2);
    for (int i = 0; i < size; i += 2) {
      spans.add(new SequenceSpan(bounds[i], bounds[i + 1]));
    }
    return spans;
  }

  private List<SequenceSpan> gaps(SequenceSpan span, int from, int to) {
    List<SequenceSpan> gaps = new ArrayList<>(1);
    long next = span.first();
    for (int i = from; i < to; i += 2) {
      if (bounds[i] > next) {
        gaps.add(new SequenceSpan(next, Math.min(span.last(), bounds[i] - 1)));
      }
      next = Math.max(next, bounds[i + 1] + 1);
    }
    if (next <= span.last()) {
      gaps.add(new SequenceSpan(next, span.last()));
    }
    return gaps;
  }

  private void replace(int from, int to, long first, long last) {
    int newSize = size - (to - from) + 2;
    long[] target = newSize > bounds.length ? new long[Math.max(4, newSize)] : bounds;
    System.arraycopy(bounds, to, target, from + 2, size - to);
    if (target != bounds) {
      System.arraycopy(bounds, 0, target, 0, from);
    }
    target[from] = first;
    target[from + 1] = last;
    bounds = target;
    size = newSize;
  }
}
