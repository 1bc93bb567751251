package org.cbnet.inference.strategy;

import java.util.concurrent.locks.LockSupport;

/**
 * Makes a machine look like a slower device: what took a time takes so many times as long.
 *
 * <p>An emulation, and labelled so wherever its figures show: it waits in user space, so caches,
 * memory and energy are this machine's.
 *
 * @param factor how many times as long, 1 for the machine as it is
 */
public record DeviceSpeed(double factor) {

  /** The machine as it is. */
  public static final DeviceSpeed OWN = new DeviceSpeed(1);

  // Parking wakes up late by about this much; the rest is spun.
  private static final long LATE_NANOS = 100_000;

  public DeviceSpeed {
    if (!(factor >= 1 && factor <= 1000)) {
      throw new IllegalArgumentException("device speed factor must be in [1, 1000]: " + factor);
    }
  }

  /** Whether times are not this machine's own. */
  public boolean isEmulated() {
    return factor > 1;
  }

  /**
   * Waits until what began has taken its time.
   *
   * @param startNanos when it began, as {@link System#nanoTime} tells time
   */
  void stretch(long startNanos) {
    if (!isEmulated()) {
      return;
    }
    long end = startNanos + (long) (factor * (System.nanoTime() - startNanos));
    long left = end - System.nanoTime();
    while (left > 0) {
      if (left > 2 * LATE_NANOS) {
        LockSupport.parkNanos(left - LATE_NANOS);
      } else {
        Thread.onSpinWait();
      }
      left = end - System.nanoTime();
    }
  }
}
