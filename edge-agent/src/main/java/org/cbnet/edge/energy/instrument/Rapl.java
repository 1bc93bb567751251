package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.edge.clock.EdgeClock;

/**
 * The processor's own energy counters (RAPL) behind the kernel's powercap: {@code energy_uj} of
 * every package, which wraps at {@code max_energy_range_uj} (docs.kernel.org/power/powercap).
 *
 * <p>Packages only: what lies below one ({@code intel-rapl:0:0}) is in it already, {@code psys}
 * holds them all, and {@code intel-rapl-mmio} shows the same package a second time. Nobody states
 * how exact it is.
 */
final class Rapl implements Instrument {
  static final Path ROOT = Path.of("/sys/class/powercap");
  private static final double MICRO = 1e-6;

  private final Path root;
  private final EdgeClock clock;
  private final Map<Path, Double> lastMicrojoules = new HashMap<>();
  private double joules;

  /**
   * @param root folder with a folder for each zone
   */
  Rapl(Path root, EdgeClock clock) {
    this.root = root;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "rapl:package";
  }

  @Override
  public Accuracy accuracy() {
    return Accuracy.UNSTATED;
  }

  @Override
  public List<Sample> read() throws IOException {
    long before = clock.monotonicNanos();
    Map<Path, Double> now = new TreeMap<>();
    double rise = 0;
    for (Path zone : packages()) {
      double microjoules = energy(zone);
      now.put(zone, microjoules);
      double last = lastMicrojoules.getOrDefault(zone, microjoules);
      rise += microjoules - last;
      if (microjoules < last) {
        rise += SysFile.number(zone.resolve("max_energy_range_uj"));
      }
    }
    long after = clock.monotonicNanos();
    if (!lastMicrojoules.isEmpty() && !lastMicrojoules.keySet().equals(now.keySet())) {
      // A sum over other packages is another sum.
      lastMicrojoules.clear();
      lastMicrojoules.putAll(now);
      throw new IOException("the packages in %s have changed".formatted(root));
    }
    lastMicrojoules.putAll(now);
    joules += rise * MICRO;
    return List.of(Sample.count(before + (after - before) / 2, joules));
  }

  private static double energy(Path zone) throws IOException {
    try {
      return SysFile.number(zone.resolve("energy_uj"));
    } catch (AccessDeniedException e) {
      throw new IOException(
          "%s/energy_uj may be read by root alone: let this user read it".formatted(zone), e);
    }
  }

  private List<Path> packages() throws IOException {
    TreeMap<String, Path> found = new TreeMap<>();
    try (DirectoryStream<Path> zones = Files.newDirectoryStream(root, "intel-rapl:*")) {
      for (Path zone : zones) {
        String name = zone.getFileName().toString();
        if (name.matches("intel-rapl:[0-9]+")
            && SysFile.text(zone.resolve("name")).startsWith("package")) {
          found.put(name, zone);
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException("no %s on this machine".formatted(root), e);
    }
    if (found.isEmpty()) {
      throw new IOException("no processor package in %s".formatted(root));
    }
    return List.copyOf(found.values());
  }
}
