package org.cbnet.experiments.bench.proxy;

import java.util.concurrent.locks.LockSupport;

/** How well the machine wakes a thread in time: what a link's delays depend on. */
final class Awakenings {
  private static final int TIMES = 300;
  private static final long SLEEP_NANOS = 1_000_000;
  private static final long LATE_NANOS = 300_000;

  private Awakenings() {}

  /** The share of sleeps of 1 ms that took more than 0.3 ms longer. */
  static double late() {
    int late = 0;
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      LockSupport.parkNanos(SLEEP_NANOS);
      late += System.nanoTime() - start > SLEEP_NANOS + LATE_NANOS ? 1 : 0;
    }
    return (double) late / TIMES;
  }
}
