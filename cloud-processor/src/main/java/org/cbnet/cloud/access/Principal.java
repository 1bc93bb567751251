package org.cbnet.cloud.access;

import java.util.Objects;

/**
 * Who asks.
 *
 * @param name of the token, or {@code local} for whoever is on this machine while there are none
 * @param role what it may do
 * @param deviceId the device that it is; null where it is none
 */
public record Principal(String name, Role role, String deviceId) {
  /** Whoever reaches the loopback interface while no token exists. */
  public static final Principal LOCAL = new Principal("local", Role.ADMIN, null);

  public Principal {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(role, "role is null");
    if ((role == Role.DEVICE) != (deviceId != null)) {
      throw new IllegalArgumentException(
          "a device id goes with role device and no other: %s, %s".formatted(role, deviceId));
    }
  }
}
