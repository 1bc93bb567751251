package org.cbnet.inference.profile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What times are read from.
 *
 * @param wallNanos monotonic
 * @param cpuNanos processor time of the calling thread
 * @param date of measurements
 */
public record Clocks(LongSupplier wallNanos, LongSupplier cpuNanos, Clock date) {
  public Clocks {
    Objects.requireNonNull(wallNanos, "wallNanos is null");
    Objects.requireNonNull(cpuNanos, "cpuNanos is null");
    Objects.requireNonNull(date, "date is null");
  }

  /** Those of this process. */
  public static Clocks ofProcess() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new Clocks(System::nanoTime, threads::getCurrentThreadCpuTime, Clock.systemUTC());
  }
}
