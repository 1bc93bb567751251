package org.cbnet.experiments.link;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** What a link does at which of its times; equal times in the order in which they were added. */
final class Agenda {
  private record Entry(long time, long number, LongConsumer task) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::number));
  private long added;

  /** The task is given the time up to which the link has got, which may be later. */
  void add(long time, LongConsumer task) {
    entries.add(new Entry(time, added++, task));
  }

  long next() {
    return entries.isEmpty() ? LinkTime.NEVER : entries.element().time();
  }

  /** Does what is due, and what becomes due by that. */
  void run(long time) {
    while (next() <= time) {
      entries.remove().task().accept(time);
    }
  }
}
