package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.cbnet.edge.clock.EdgeClock;

/**
 * A power monitor of the INA2xx family behind the kernel's {@code ina2xx} driver: {@code
 * power1_input} in microwatts, or {@code in1_input} in millivolts times {@code curr1_input} in
 * milliamperes (docs.kernel.org/hwmon/ina2xx).
 *
 * <p>It is looked for again after every failure, because it may come back under another number.
 */
final class Hwmon implements Instrument {
  static final Path ROOT = Path.of("/sys/class/hwmon");
  private static final double MICROS_PER_UNIT = 1e6;

  private final Path root;
  private final Optional<Path> wanted;
  private final EdgeClock clock;
  private Optional<Path> folder = Optional.empty();
  // Read by whoever ends a lap.
  private volatile String name = "hwmon";
  private Accuracy accuracy = Accuracy.UNSTATED;

  /**
   * @param root folder with a folder for each monitor
   * @param wanted the one to read, where there are several
   */
  Hwmon(Path root, Optional<Path> wanted, EdgeClock clock) {
    this.root = root;
    this.wanted = wanted;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Accuracy accuracy() {
    return accuracy;
  }

  @Override
  public List<Sample> read() throws IOException {
    if (folder.isEmpty()) {
      open();
    }
    try {
      long before = clock.monotonicNanos();
      double watts = watts(folder.get());
      long after = clock.monotonicNanos();
      return List.of(Sample.power(before + (after - before) / 2, watts));
    } catch (IOException e) {
      folder = Optional.empty();
      throw e;
    }
  }

  private void open() throws IOException {
    Path found = wanted.isPresent() ? wanted.get() : find();
    Ina2xx chip =
        Ina2xx.of(SysFile.text(found.resolve("name")))
            .orElseThrow(() -> new IOException("%s is no ina2xx".formatted(found)));
    name = "hwmon:" + chip.id();
    accuracy = chip.accuracy(found);
    folder = Optional.of(found);
  }

  private static double watts(Path monitor) throws IOException {
    try {
      return SysFile.number(monitor.resolve("power1_input")) / MICROS_PER_UNIT;
    } catch (NoSuchFileException e) {
      // A driver without it still shows voltage and current.
      return SysFile.number(monitor.resolve("in1_input"))
          * SysFile.number(monitor.resolve("curr1_input"))
          / MICROS_PER_UNIT;
    }
  }

  private Path find() throws IOException {
    TreeMap<Integer, Path> byNumber = new TreeMap<>();
    try (DirectoryStream<Path> monitors = Files.newDirectoryStream(root, "hwmon*")) {
      for (Path monitor : monitors) {
        String digits = monitor.getFileName().toString().substring("hwmon".length());
        if (digits.matches("[0-9]{1,6}") && isPowerMonitor(monitor)) {
          byNumber.put(Integer.valueOf(digits), monitor);
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException("no %s on this machine".formatted(root), e);
    }
    if (byNumber.isEmpty()) {
      throw new IOException("no %s among the monitors in %s".formatted(Ina2xx.ids(), root));
    }
    return byNumber.firstEntry().getValue();
  }

  private static boolean isPowerMonitor(Path monitor) {
    try {
      return Ina2xx.of(SysFile.text(monitor.resolve("name"))).isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
