package org.cbnet.edge.energy;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Processor time of this process, all threads, in nanoseconds.
 *
 * <p>From the kernel's scheduler where it tells: what Java offers comes in steps of 10 ms, as much
 * as a short turn takes in all. One of the two is chosen for good, because they do not agree and a
 * difference over both would be no time at all.
 */
public final class ProcessCpuTime implements LongSupplier {
  private final LongSupplier source;

  public ProcessCpuTime() {
    this(ThreadRunTimes.OF_THIS_PROCESS, javas());
  }

  ProcessCpuTime(Path tasks, LongSupplier otherwise) {
    ThreadRunTimes scheduler = new ThreadRunTimes(tasks);
    this.source = scheduler.getAsLong() > 0 ? scheduler : otherwise;
  }

  @Override
  public long getAsLong() {
    return source.getAsLong();
  }

  private static LongSupplier javas() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return () -> Math.max(0, system.getProcessCpuTime());
  }
}
