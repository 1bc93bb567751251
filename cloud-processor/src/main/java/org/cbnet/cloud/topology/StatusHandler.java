package org.cbnet.cloud.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.device.Heartbeat;
import org.cbnet.cloud.device.Sender;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;

/** Keeps the newest heartbeat of each device, and what was acknowledged to each boot. */
final class StatusHandler implements InputHandler<DeviceStatus> {
  /** Boots of one heartbeat that are remembered, the newest. */
  private static final int MAX_BOOTS = 64;

  private final KeyValueStore<String, DeviceRow> devices;
  private final KeyValueStore<String, Heartbeat> heartbeats;
  private final Ledgers ledgers;
  private final CloneGuard clones;

  StatusHandler(ProcessingContext context, EventTime eventTime) {
    this.devices = CloudStores.DEVICES.of(context);
    this.heartbeats = CloudStores.HEARTBEATS.of(context);
    this.ledgers = new Ledgers(context, eventTime.maxReplayAge());
    this.clones = new CloneGuard(context, "status");
  }

  @Override
  public Optional<Refusal> handle(DeviceStatus status, Arrival arrival, PartitionTotals totals) {
    Sender sender =
        Sender.of(status.getInstallId(), status.getBootNumber(), status.getOsBootId(), null);
    Optional<Refusal> refusal =
        StatusRules.check(status, arrival)
            .or(() -> clones.check(status.getDeviceId(), sender, arrival));
    if (refusal.isEmpty()) {
      clones.note(status.getDeviceId(), sender, arrival);
      DeviceRow device =
          Optional.ofNullable(devices.get(status.getDeviceId())).orElseGet(DeviceRow::empty);
      keep(status, device, arrival);
      List<BootCounters> boots = status.getBoots();
      for (BootCounters boot : boots.subList(Math.max(0, boots.size() - MAX_BOOTS), boots.size())) {
        device.acknowledge(acknowledge(status, boot, arrival));
      }
      devices.put(status.getDeviceId(), device);
    }
    return refusal;
  }

  private void keep(DeviceStatus status, DeviceRow device, Arrival arrival) {
    Heartbeat next = Heartbeat.of(status, ByteBuffer.wrap(arrival.value()), arrival.appendMillis());
    Optional<Heartbeat> last =
        Optional.ofNullable(heartbeats.get(status.getDeviceId())).or(device::oldHeartbeat);
    if (last.map(next::isNewerThan).orElse(true)) {
      heartbeats.put(status.getDeviceId(), next);
      device.forgetOldHeartbeat();
    }
  }

  private long acknowledge(DeviceStatus status, BootCounters boot, Arrival arrival) {
    String installId = Objects.requireNonNullElse(boot.getInstallId(), status.getInstallId());
    BootId id = new BootId(status.getDeviceId(), installId, boot.getBootNumber());
    if (ledgers.isForgotten(id, arrival.appendMillis())) {
      return 0;
    }
    return ledgers.change(
        id,
        arrival.appendMillis(),
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
    if (!Rules.isId(deviceId)) {
      // Nobody's, and as long as whoever sent it likes: the changelog would not take it.
      return false;
    }
    heartbeats.put(deviceId, null);
    DeviceRow device = devices.get(deviceId);
    if (device != null) {
      device.forgetOldHeartbeat();
      devices.put(deviceId, device);
    }
    return true;
  }
}
