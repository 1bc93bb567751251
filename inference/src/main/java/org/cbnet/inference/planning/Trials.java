package org.cbnet.inference.planning;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;

/**
 * Which cut a single frame tries: over a quick link cuts are expected to take about as long as each
 * other, and only by using one does it show which takes least. Those within {@link #NEAR} of the
 * chosen one are tried in turn, one every half second. One thread.
 */
final class Trials {
  static final double NEAR = 1.4;
  static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final long[] tried;
  private long turns;
  private long lastNanos;

  Trials(int cuts, long nowNanos) {
    this.tried = new long[cuts];
    this.lastNanos = nowNanos;
  }

  /**
   * The cut to try with the next frame; mostly none.
   *
   * @param current by number, what frames use
   * @param cost by number
   */
  OptionalInt next(long nowNanos, int current, IntToDoubleFunction cost) {
    if (nowNanos - lastNanos < EVERY_NANOS) {
      return OptionalInt.empty();
    }
    lastNanos = nowNanos;
    double near = NEAR * cost.applyAsDouble(current);
    int next = -1;
    for (int i = 0; i < tried.length; i++) {
      boolean isNear = i != current && cost.applyAsDouble(i) <= near;
      if (isNear && (next < 0 || tried[i] < tried[next])) {
        next = i;
      }
    }
    if (next < 0) {
      return OptionalInt.empty();
    }
    turns++;
    tried[next] = turns;
    return OptionalInt.of(next);
  }
}
