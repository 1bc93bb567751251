package org.cbnet.cloud.dedup;

import java.util.Objects;

/**
 * Within which sequence numbers are unique: the part of a result's identity that a batch shares.
 *
 * @param deviceId device
 * @param installId installation of the agent on it
 * @param bootNumber start of the agent within the installation
 */
public record BootId(String deviceId, String installId, long bootNumber) {

  public BootId {
    Objects.requireNonNull(deviceId, "deviceId is null");
    Objects.requireNonNull(installId, "installId is null");
    if (bootNumber < 0) {
      throw new IllegalArgumentException("bootNumber must be >= 0: " + bootNumber);
    }
  }
}
