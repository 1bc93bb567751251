package org.cbnet.cloud.topology;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.record.DeviceStatus;

/** Keeps the last heartbeat of each device. */
final class StatusHandler implements InputHandler<DeviceStatus> {
  private final KeyValueStore<String, DeviceRow> devices;

  StatusHandler(ProcessingContext context) {
    this.devices = CloudStores.DEVICES.of(context);
  }

  @Override
  public Optional<Refusal> handle(DeviceStatus status, Arrival arrival, PartitionTotals totals) {
    Optional<Refusal> refusal = StatusRules.check(status, arrival);
    if (refusal.isEmpty()) {
      DeviceRow device =
          Optional.ofNullable(devices.get(status.getDeviceId())).orElseGet(DeviceRow::empty);
      device.heartbeat(status, arrival.value(), arrival.appendMillis());
      devices.put(status.getDeviceId(), device);
    }
    return refusal;
  }

  @Override
  public boolean handleTombstone(Arrival arrival) {
    byte[] key = arrival.record().key();
    if (key == null) {
      return false;
    }
    String deviceId = new String(key, StandardCharsets.UTF_8);
    Optional.ofNullable(devices.get(deviceId))
        .ifPresent(
            device -> {
              device.forgetHeartbeat();
              devices.put(deviceId, device);
            });
    return true;
  }
}
