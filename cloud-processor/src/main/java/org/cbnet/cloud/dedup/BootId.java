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

  // Written out as the generated forms ask for each component by way of a method handle.
  @Override
  public int hashCode() {
    return 31 * (31 * deviceId.hashCode() + installId.hashCode()) + Long.hashCode(bootNumber);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BootId that
        && bootNumber == that.bootNumber
        && deviceId.equals(that.deviceId)
        && installId.equals(that.installId);
  }
}
