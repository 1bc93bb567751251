package org.cbnet.edge.clock;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the wall clock is known to be right. Safe for several threads. */
@FunctionalInterface
public interface ClockSync {

  /** The marker that systemd-timesyncd makes after its first answer from a time server. */
  Path TIMESYNC_MARKER = Path.of("/run/systemd/timesync/synchronized");

  boolean synced();

  /**
   * What this machine knows: the kernel, or where it may not be asked the marker file; always
   * synced where the operator vouches for the clock. Cheap enough to be asked for every frame.
   */
  static ClockSync ofMachine(EdgeClock clock, boolean assumeSynced) {
    return assumeSynced
        ? () -> true
        : new RememberedSync(new KernelSync(new AdjTimex(), marker(TIMESYNC_MARKER)), clock);
  }

  /**
   * Synced while a marker file exists.
   *
   * <p>Looked up at every call: a Pi without a network starts unsynced and may become synced later.
   */
  static ClockSync marker(Path file) {
    return () -> Files.exists(file);
  }
}
