package org.cbnet.inference.planning;

import java.util.concurrent.TimeUnit;

/**
 * Has a few frames in a row run at one end now and then, all on the device or all in the cloud,
 * while others are cut elsewhere.
 *
 * <p>What frames take depends on what ran before them: a network that waits for answers finds its
 * caches cold, and so does the packing of an image now and then. What the planner remembers of an
 * end may be from such frames, and only by using it does it show what it takes: not the first
 * frames, which find the caches of others, but the last ones. The next trial comes the later the
 * more the last one cost, so that trials never take more than a small share of all time. One
 * thread.
 */
final class EndTrial {
  /** Frames of a trial; the last two count. */
  static final int FRAMES = 5;

  static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int COUNTED = 2;
  // Trials cost at most a fiftieth of the time, but for those of the longest interval.
  private static final double TIMES_ITS_COST = 50;

  private long intervalNanos = FIRST_NANOS;
  private long lastNanos;
  private boolean hasBegun;
  private int left;
  private double taken;
  private double counted;

  /** All frames are at this end now: from here on it is known what they take. */
  void unneeded(long nowNanos) {
    hasBegun = true;
    lastNanos = nowNanos;
    intervalNanos = FIRST_NANOS;
  }

  /** Whether it is time for one. */
  boolean isDue(long nowNanos) {
    if (!hasBegun) {
      unneeded(nowNanos);
    }
    return left == 0 && nowNanos - lastNanos >= intervalNanos;
  }

  void begin(long nowNanos) {
    left = FRAMES;
    taken = 0;
    counted = 0;
    lastNanos = nowNanos;
    intervalNanos = LONGEST_NANOS;
  }

  boolean isOn() {
    return left > 0;
  }

  /** Ends it without a result. */
  void cancel() {
    left = 0;
  }

  /** A frame of it took so long; whether it was the last. */
  boolean took(long nanos) {
    left--;
    taken += nanos;
    if (left < COUNTED) {
      counted += nanos;
    }
    return left == 0;
  }

  /**
   * It is over, and says when the next may come.
   *
   * @param insteadNanos what the device would have taken for a frame elsewhere
   */
  void cost(double insteadNanos) {
    double lost = taken - FRAMES * insteadNanos;
    intervalNanos =
        Math.min(LONGEST_NANOS, Math.max(FIRST_NANOS, Math.round(TIMES_ITS_COST * lost)));
  }

  /** Nanoseconds of a frame, by the last ones of the trial that is over. */
  double resultNanos() {
    return counted / COUNTED;
  }
}
