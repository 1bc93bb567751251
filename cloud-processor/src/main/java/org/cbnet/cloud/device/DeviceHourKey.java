package org.cbnet.cloud.device;

import java.util.Objects;

/**
 * An hour of a device.
 *
 * @param deviceId device
 * @param startSeconds start of the hour, seconds since 1970-01-01 UTC
 */
public record DeviceHourKey(String deviceId, long startSeconds) {

  public DeviceHourKey {
    Objects.requireNonNull(deviceId, "deviceId is null");
    if (startSeconds < 0) {
      throw new IllegalArgumentException("startSeconds must be >= 0: " + startSeconds);
    }
  }
}
