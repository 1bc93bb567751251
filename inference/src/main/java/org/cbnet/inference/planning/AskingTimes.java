package org.cbnet.inference.planning;

import java.util.ArrayList;
import java.util.List;

/**
 * What frames that ask take beyond their expected work and way: threads that wake up, processors
 * that others use, a cloud that is slower than it says. Learnt by cut, and by all together for cuts
 * that were never used. One thread.
 */
final class AskingTimes {
  private static final double SHARE = 0.2;
  // A frame that met an outage, or the first ones of another link, say nothing of the next.
  private static final double FAR = 1;
  private static final double LEAST = -0.5;
  private static final double FADING = 0.5;

  private final List<Average> beyond = new ArrayList<>();
  private final boolean[] isFresh;

  AskingTimes(int cuts) {
    for (int i = 0; i < cuts; i++) {
      beyond.add(new Average(SHARE));
    }
    this.isFresh = new boolean[cuts];
  }

  /**
   * A frame was answered.
   *
   * @param expectedNanos without what is told here
   */
  void took(int number, double totalNanos, double expectedNanos) {
    double off = totalNanos - expectedNanos;
    double bounded = Math.max(LEAST * expectedNanos, Math.min(FAR * expectedNanos, off));
    beyond.get(number).add(bounded);
    isFresh[number] = true;
  }

  /** Nanoseconds beyond the expected ones; below 0 where it takes less. */
  double nanos(int number) {
    Average own = beyond.get(number);
    return own.isKnown() ? own.get() : ofAll();
  }

  private double ofAll() {
    double sum = 0;
    int known = 0;
    for (Average each : beyond) {
      sum += each.isKnown() ? each.get() : 0;
      known += each.isKnown() ? 1 : 0;
    }
    return known == 0 ? 0 : sum / known;
  }

  /** Time has passed: what was not seen since the last call is half forgotten. */
  void fade() {
    for (int i = 0; i < isFresh.length; i++) {
      if (!isFresh[i]) {
        beyond.get(i).scale(FADING);
      }
      isFresh[i] = false;
    }
  }

  /** Forgets all: the link is another. */
  void forget() {
    for (int i = 0; i < isFresh.length; i++) {
      beyond.set(i, new Average(SHARE));
      isFresh[i] = false;
    }
  }
}
