package org.cbnet.edge.spool;

import java.util.Objects;

/**
 * One start of the agent, told from every other of this device.
 *
 * @param installId of the installation
 * @param bootNumber within it
 * @param osBootId start of the operating system, whose monotonic clock its times are of
 */
public record BootKey(String installId, long bootNumber, String osBootId) {
  public BootKey {
    Objects.requireNonNull(installId, "installId is null");
    Objects.requireNonNull(osBootId, "osBootId is null");
    if (bootNumber < 1) {
      throw new IllegalArgumentException("bootNumber must be at least 1: " + bootNumber);
    }
  }
}
