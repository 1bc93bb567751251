package org.cbnet.cloud.query;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition a device's records go to. */
final class DevicePartition {
  private DevicePartition() {}

  /** As Kafka's producer chooses by a record's key. */
  static int of(String deviceId, int partitions) {
    return Utils.toPositive(Utils.murmur2(deviceId.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
