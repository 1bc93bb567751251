package org.cbnet.cloud.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * How often which class was taken for which, as a square that grows with the classes seen.
 *
 * <p>A class index of {@link #MAX_CLASSES} or more is not in it: the square of what a device may
 * claim has a million cells. Such results are in the counts of labelled and correct ones all the
 * same. Not thread-safe.
 */
final class Confusion {
  static final int MAX_CLASSES = 100;

  private int classes;
  private long[] cells;

  private Confusion(int classes, long[] cells) {
    this.classes = classes;
    this.cells = cells;
  }

  static Confusion empty() {
    return new Confusion(0, new long[0]);
  }

  /** As {@link #classes} and {@link #cells} gave it. */
  static Confusion of(int classes, List<Long> cells) {
    if (cells.size() != classes * classes) {
      throw new IllegalArgumentException(
          "a confusion matrix of %d classes can't have %d cells".formatted(classes, cells.size()));
    }
    return new Confusion(classes, cells.stream().mapToLong(Long::longValue).toArray());
  }

  void add(int truth, int predicted) {
    int needed = Math.max(truth, predicted) + 1;
    if (needed <= MAX_CLASSES) {
      grow(needed);
      cells[truth * classes + predicted]++;
    }
  }

  void merge(Confusion other) {
    grow(other.classes);
    for (int i = 0; i < other.cells.length; i++) {
      cells[i / other.classes * classes + i % other.classes] += other.cells[i];
    }
  }

  /** Edge of the square. */
  int classes() {
    return classes;
  }

  /** Counts by true class, then predicted class. */
  List<Long> cells() {
    List<Long> boxed = new ArrayList<>(cells.length);
    for (long cell : cells) {
      boxed.add(cell);
    }
    return boxed;
  }

  private void grow(int needed) {
    if (needed <= classes) {
      return;
    }
    long[] grown = new long[needed * needed];
    for (int row = 0; row < classes; row++) {
      System.arraycopy(cells, row * classes, grown, row * needed, classes);
    }
    cells = grown;
    classes = needed;
  }
}
