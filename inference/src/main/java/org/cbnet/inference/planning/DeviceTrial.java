package org.cbnet.inference.planning;

import java.util.concurrent.TimeUnit;

/**
 * Has a few frames in a row run all on the device now and then while others ask the cloud.
 *
 * <p>A network that waits for answers between its frames finds its caches cold, and so its times
 * say little of one that computes frame after frame. What the planner remembers of the device may
 * be from such frames, and only by using it does it show what it takes: not the first frames, which
 * find the caches of others, but the last ones. Where a trial has shown nothing better, the next
 * comes later. One thread.
 */
final class DeviceTrial {
  /** Frames of a trial; the last two count. */
  static final int FRAMES = 5;

  static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int COUNTED = 2;

  private long intervalNanos = FIRST_NANOS;
  private long lastNanos;
  private boolean hasBegun;
  private int left;
  private double counted;

  /** All frames are on the device now: from here on it is known what they take. */
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
    counted = 0;
    lastNanos = nowNanos;
    intervalNanos = Math.min(LONGEST_NANOS, 2 * intervalNanos);
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
    if (left < COUNTED) {
      counted += nanos;
    }
    return left == 0;
  }

  /** Nanoseconds of a frame, by the last ones of the trial that is over. */
  double resultNanos() {
    return counted / COUNTED;
  }
}
