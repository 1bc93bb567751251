package org.cbnet.edge.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;

/** Identity of this start of the operating system. */
public final class OsBoot {
  /** Where Linux tells it. */
  public static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

  private OsBoot() {}

  /**
   * Reads it, or makes a random one: where nobody tells, times of two processes must not compare.
   */
  public static String id(Path file, Supplier<UUID> random) {
    try {
      return ShortId.of(UUID.fromString(Files.readString(file).strip()));
    } catch (IOException | IllegalArgumentException e) {
      return ShortId.of(random.get());
    }
  }
}
