package org.cbnet.edge.identity;

import java.util.Objects;

/**
 * Who writes a record: the device, its installation and this start of the agent.
 *
 * @param deviceId {@code [A-Za-z0-9._-]{1,64}}, the key of every record
 * @param site where it is
 * @param board key of the board's energy model
 * @param agentVersion of this program
 * @param installId random, made once for a state directory
 * @param bootNumber start of the agent within the installation, from 1
 * @param osBootId start of the operating system, within which monotonic times compare
 */
public record DeviceIdentity(
    String deviceId,
    String site,
    String board,
    String agentVersion,
    String installId,
    long bootNumber,
    String osBootId) {

  public DeviceIdentity {
    Objects.requireNonNull(deviceId, "deviceId is null");
    Objects.requireNonNull(site, "site is null");
    Objects.requireNonNull(board, "board is null");
    Objects.requireNonNull(agentVersion, "agentVersion is null");
    Objects.requireNonNull(installId, "installId is null");
    Objects.requireNonNull(osBootId, "osBootId is null");
    if (bootNumber < 1) {
      throw new IllegalArgumentException("bootNumber must be at least 1: " + bootNumber);
    }
  }
}
