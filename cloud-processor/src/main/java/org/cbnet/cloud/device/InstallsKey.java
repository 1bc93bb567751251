package org.cbnet.cloud.device;

import java.util.Objects;

/**
 * Whose senders, and of which records: each topic has its own order.
 *
 * @param deviceId device
 * @param kind of records
 */
public record InstallsKey(String deviceId, String kind) {

  public InstallsKey {
    Objects.requireNonNull(deviceId, "deviceId is null");
    Objects.requireNonNull(kind, "kind is null");
  }

  // Written out as the generated forms ask for each component by way of a method handle.
  @Override
  public int hashCode() {
    return 31 * deviceId.hashCode() + kind.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InstallsKey that
        && deviceId.equals(that.deviceId)
        && kind.equals(that.kind);
  }
}
