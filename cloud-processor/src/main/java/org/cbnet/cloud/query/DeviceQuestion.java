package org.cbnet.cloud.query;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.device.DeviceHour;
import org.cbnet.cloud.device.DeviceHourKey;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.cloud.store.Store;

/**
 * Everything about one device; put to its partition only.
 *
 * @param deviceId device
 */
record DeviceQuestion(String deviceId) implements Question<DeviceQuestion.Known> {
  DeviceQuestion {
    Objects.requireNonNull(deviceId, "deviceId is null");
  }

  /**
   * What is known of it.
   *
   * @param device its row and heartbeat, if it was ever heard of
   * @param boots its boots
   * @param hours its hours and minutes
   */
  record Known(
      DeviceRows device, Map<BootId, BootLedger> boots, TreeMap<DeviceHourKey, DeviceHour> hours) {}

  @Override
  public List<Store<?, ?>> stores() {
    return List.of(
        CloudStores.DEVICES, CloudStores.HEARTBEATS, CloudStores.BOOTS, CloudStores.DEVICE_HOURS);
  }

  @Override
  public Known ask(PartitionView view) {
    Known known = new Known(DeviceRows.none(), new HashMap<>(), new TreeMap<>(DeviceWindows.ORDER));
    DeviceRow row = view.read(CloudStores.DEVICES).get(deviceId);
    if (row != null) {
      known.device.take(deviceId, row, view);
    }
    Snapshots.each(
        view.read(CloudStores.BOOTS)
            .prefixScan(CloudStores.ofDevice(deviceId), new StringSerializer()),
        entry -> known.boots.put(entry.key, CloudStores.BOOTS.copy(entry.value)));
    Snapshots.each(
        view.read(CloudStores.DEVICE_HOURS)
            .prefixScan(CloudStores.ofDevice(deviceId), new StringSerializer()),
        entry -> known.hours.put(entry.key, CloudStores.DEVICE_HOURS.copy(entry.value)));
    return known;
  }

  @Override
  public Known merge(Known one, Known other) {
    throw new IllegalStateException("a device has one partition");
  }

  @Override
  public Wire<Known> wire() {
    return new KnownWire();
  }

  private static final class KnownWire implements Wire<Known> {
    private final RowsWire<BootId, BootLedger, Map<BootId, BootLedger>> boots =
        new RowsWire<>(CloudStores.BOOTS, HashMap::new);
    private final RowsWire<DeviceHourKey, DeviceHour, TreeMap<DeviceHourKey, DeviceHour>> hours =
        new RowsWire<>(CloudStores.DEVICE_HOURS, () -> new TreeMap<>(DeviceWindows.ORDER));

    @Override
    public void write(Known known, DataOutput out) throws IOException {
      DeviceRows.WIRE.write(known.device, out);
      boots.write(known.boots, out);
      hours.write(known.hours, out);
    }

    @Override
    public Known read(DataInput in) throws IOException {
      return new Known(DeviceRows.WIRE.read(in), boots.read(in), hours.read(in));
    }
  }
}
