package org.cbnet.cloud.control.desired;

import java.util.Objects;
import org.cbnet.cloud.control.registry.Registry;

/**
 * Which devices are told a desired state.
 *
 * @param registry of devices
 * @param enforce whether devices without an entry in it get nothing
 */
record ServedDevices(Registry registry, boolean enforce) {

  ServedDevices {
    Objects.requireNonNull(registry, "registry is null");
  }

  /**
   * Lets a device pass that is served.
   *
   * @throws NotServedException where it is not
   */
  void check(String deviceId) {
    var state = registry.state(deviceId);
    if (state.isPresent() && !state.get().isServed()) {
      throw new NotServedException(
          "device '%s' is %s in the registry".formatted(deviceId, state.get().id()));
    }
    if (enforce && registry.find(deviceId).isEmpty()) {
      throw new NotServedException(
          "device '%s' is not in the registry, and registry.enforce is set".formatted(deviceId));
    }
  }
}
