package org.cbnet.cloud.pairing;

import java.util.Arrays;

/** The outcomes of one frame, one of each arm. Not thread-safe. */
public final class Slot {
  private final long openedMinute;
  private int[] arms = new int[4];
  private long[] outcomes = new long[4];
  private int size;

  Slot(long openedMinute) {
    this.openedMinute = openedMinute;
  }

  static Slot read(LongReader in) {
    Slot slot = new Slot(in.next());
    for (long left = in.next(); left > 0; left--) {
      slot.add((int) in.next(), in.next());
    }
    return slot;
  }

  void write(LongWriter out) {
    out.add(openedMinute).add(size);
    for (int i = 0; i < size; i++) {
      out.add(arms[i]).add(outcomes[i]);
    }
  }

  void add(int arm, long outcome) {
    if (size == arms.length) {
      arms = Arrays.copyOf(arms, size * 2);
      outcomes = Arrays.copyOf(outcomes, size * 2);
    }
    arms[size] = arm;
    outcomes[size] = outcome;
    size++;
  }

  /** Since when it is open, minutes since 1970. */
  long openedMinute() {
    return openedMinute;
  }

  /** Outcomes. */
  public int size() {
    return size;
  }

  /** The place of the arm of an outcome. */
  public int arm(int i) {
    return arms[i];
  }

  /** An outcome, as {@link Outcome} has it. */
  public long outcome(int i) {
    return outcomes[i];
  }
}
