package org.cbnet.edge.health;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of the process and temperature of the processor, as Linux tells them. */
public final class MachineFigures {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB$");
  private static final int BYTES_PER_KIB = 1_024;
  private static final double MILLIS = 1_000;

  private final Path processStatus;
  private final Path temperature;
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

  /** Those of this machine. */
  public MachineFigures() {
    this(Path.of("/proc/self/status"), Path.of("/sys/class/thermal/thermal_zone0/temp"));
  }

  MachineFigures(Path processStatus, Path temperature) {
    this.processStatus = processStatus;
    this.temperature = temperature;
  }

  /** Adds them. */
  public void tell(Health health) {
    health.gauge("cbnet.agent.resident.bytes", "Memory of the process", this::residentBytes);
    health.gauge(
        "cbnet.agent.heap.used.bytes",
        "Java heap in use",
        () -> memory.getHeapMemoryUsage().getUsed());
    health.gauge(
        "cbnet.agent.heap.committed.bytes",
        "Java heap taken from the system",
        () -> memory.getHeapMemoryUsage().getCommitted());
    health.gauge(
        "cbnet.agent.cpu.temperature.celsius", "Temperature of the processor", this::celsius);
  }

  /** Not a number where nobody tells. */
  double residentBytes() {
    try {
      Matcher resident = RESIDENT.matcher(Files.readString(processStatus));
      return resident.find() ? Double.parseDouble(resident.group(1)) * BYTES_PER_KIB : Double.NaN;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** Not a number where nobody tells. */
  double celsius() {
    try {
      return Integer.parseInt(Files.readString(temperature).strip()) / MILLIS;
    } catch (IOException | NumberFormatException e) {
      return Double.NaN;
    }
  }
}
