package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Temperature and throttling of the processor. One thread looks, another takes what was seen.
 *
 * <p>Held back means: frequency capped, throttled, or at the soft temperature limit (bits 1 to 3 of
 * {@code get_throttled}), or that since the look before this happened (bits 17 to 19). What
 * happened before the first look belongs to no interval.
 */
final class Conditions {
  static final Path THERMAL = Path.of("/sys/class/thermal");
  private static final double MILLI = 1e-3;
  private static final long NOW_MASK = 0b1110;
  private static final long SINCE_MASK = NOW_MASK << 16;

  private final Path thermal;
  private final Throttling throttling;
  private OptionalDouble celsius = OptionalDouble.empty();
  private Optional<Boolean> heldBack = Optional.empty();
  private Optional<Long> lastBits = Optional.empty();

  /**
   * @param thermal folder with a folder for each thermal zone
   */
  Conditions(Path thermal, Throttling throttling) {
    this.thermal = thermal;
    this.throttling = throttling;
  }

  void look() throws InterruptedException {
    OptionalDouble seen = temperature();
    Optional<Long> bits = throttling.bits();
    synchronized (this) {
      celsius = seen;
      bits.ifPresent(
          now -> {
            long fresh = now & ~lastBits.orElse(SINCE_MASK) & SINCE_MASK;
            boolean held = (now & NOW_MASK) != 0 || fresh != 0;
            heldBack = Optional.of(heldBack.orElse(false) || held);
          });
      lastBits = bits;
    }
  }

  /** The last temperature; empty where there is none. */
  synchronized OptionalDouble celsius() {
    return celsius;
  }

  /** Whether the processor was held back since the last call; empty where nobody looked. */
  synchronized Optional<Boolean> takeHeldBack() {
    Optional<Boolean> taken = heldBack;
    // Still held back until a look says otherwise; a short lap may hold no look.
    heldBack = lastBits.map(bits -> (bits & NOW_MASK) != 0);
    return taken;
  }

  // The processor's zone where one says so, else the first.
  private OptionalDouble temperature() {
    TreeMap<String, Path> zones = new TreeMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(thermal, "thermal_zone*")) {
      for (Path zone : found) {
        boolean processor = type(zone).matches(".*(cpu|soc|x86_pkg).*");
        zones.put((processor ? "0" : "1") + zone.getFileName(), zone);
      }
      return zones.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(
              SysFile.number(zones.firstEntry().getValue().resolve("temp")) * MILLI);
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  private static String type(Path zone) {
    try {
      return SysFile.text(zone.resolve("type"));
    } catch (IOException e) {
      return "";
    }
  }
}
