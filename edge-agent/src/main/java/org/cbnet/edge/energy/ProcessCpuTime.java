package org.cbnet.edge.energy;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Processor time of this process, all threads, in nanoseconds; Linux counts it in steps of 10 ms.
 */
public final class ProcessCpuTime implements LongSupplier {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @Override
  public long getAsLong() {
    return Math.max(0, system.getProcessCpuTime());
  }
}
