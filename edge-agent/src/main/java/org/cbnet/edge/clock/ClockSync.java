package org.cbnet.edge.clock;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the wall clock is known to be right. */
@FunctionalInterface
public interface ClockSync {

  /** The marker that systemd-timesyncd makes after its first answer from a time server. */
  Path TIMESYNC_MARKER = Path.of("/run/systemd/timesync/synchronized");

  boolean synced();

  /**
   * Synced while a marker file exists, or always where the operator vouches for the clock.
   *
   * <p>Looked up at every call: a Pi without a network starts unsynced and may become synced later.
   */
  static ClockSync of(Path marker, boolean assumeSynced) {
    return () -> assumeSynced || Files.exists(marker);
  }
}
