package org.cbnet.cloud.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;

/** Keeps the newest heartbeat of each device, and what was acknowledged to each boot. */
final class StatusHandler implements InputHandler<DeviceStatus> {
  /** Boots of one heartbeat that are remembered, the newest. */
  private static final int MAX_BOOTS = 64;

  private final KeyValueStore<String, DeviceRow> devices;
  private final Ledgers ledgers;

  StatusHandler(ProcessingContext context) {
    this.devices = CloudStores.DEVICES.of(context);
    this.ledgers = new Ledgers(context);
  }

  @Override
  public Optional<Refusal> handle(DeviceStatus status, Arrival arrival, PartitionTotals totals) {
    Optional<Refusal> refusal = StatusRules.check(status, arrival);
    if (refusal.isEmpty()) {
      DeviceRow device =
          Optional.ofNullable(devices.get(status.getDeviceId())).orElseGet(DeviceRow::empty);
      device.heartbeat(status, arrival.value(), arrival.appendMillis());
      List<BootCounters> boots = status.getBoots();
      for (BootCounters boot : boots.subList(Math.max(0, boots.size() - MAX_BOOTS), boots.size())) {
        device.acknowledge(acknowledge(status, boot, arrival));
      }
      devices.put(status.getDeviceId(), device);
    }
    return refusal;
  }

  private long acknowledge(DeviceStatus status, BootCounters boot, Arrival arrival) {
    String installId = Objects.requireNonNullElse(boot.getInstallId(), status.getInstallId());
    return ledgers.change(
        new BootId(status.getDeviceId(), installId, boot.getBootNumber()),
        arrival,
        ledger -> {
          ledger.energySamples().acknowledge(boot.getEnergyAcknowledged());
          return ledger.results().acknowledge(boot.getAcknowledged());
        });
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
