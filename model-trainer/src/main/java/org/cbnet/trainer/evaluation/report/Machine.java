package org.cbnet.trainer.evaluation.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the figures were measured.
 *
 * @param processor its model, as Linux tells it
 * @param cores that this Java may use
 * @param os name and version of the operating system
 * @param architecture of the processor
 * @param loadAverageAtStart runnable tasks of the minute before; null where unknown
 */
public record Machine(
    String processor, int cores, String os, String architecture, Double loadAverageAtStart) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** This machine, as it is now. */
  public static Machine ofProcess() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return new Machine(
        modelName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        load < 0 ? null : load);
  }

  private static String modelName() {
    try {
      // x86 says "model name"; boards with ARM say "Model" or nothing.
      return Files.readAllLines(CPU_INFO, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("model name") || line.startsWith("Model"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
