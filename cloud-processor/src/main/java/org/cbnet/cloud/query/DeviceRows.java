package org.cbnet.cloud.query;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.device.Heartbeat;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PartitionView;

/**
 * Devices with their last heartbeats.
 *
 * @param rows by id
 * @param heartbeats by id, of those that have one
 */
record DeviceRows(TreeMap<String, DeviceRow> rows, TreeMap<String, Heartbeat> heartbeats) {
  static final Wire<DeviceRows> WIRE = new DeviceRowsWire();

  static DeviceRows none() {
    return new DeviceRows(new TreeMap<>(), new TreeMap<>());
  }

  /** Takes a device's rows as they are now. */
  void take(String deviceId, DeviceRow row, PartitionView view) {
    rows.put(deviceId, CloudStores.DEVICES.copy(row));
    Heartbeat last = view.read(CloudStores.HEARTBEATS).get(deviceId);
    if (last != null) {
      // It can't be changed, only replaced.
      heartbeats.put(deviceId, last);
    }
  }

  /** The device's last heartbeat. */
  Optional<Heartbeat> heartbeat(String deviceId) {
    return Optional.ofNullable(heartbeats.get(deviceId))
        .or(() -> rows.get(deviceId).oldHeartbeat());
  }

  /** Adds others, and leaves the first ones. */
  DeviceRows merge(DeviceRows other, int limit) {
    rows.putAll(other.rows);
    heartbeats.putAll(other.heartbeats);
    while (rows.size() > limit) {
      Map.Entry<String, DeviceRow> last = rows.pollLastEntry();
      heartbeats.remove(last.getKey());
    }
    return this;
  }

  private static final class DeviceRowsWire implements Wire<DeviceRows> {
    private final RowsWire<String, DeviceRow, TreeMap<String, DeviceRow>> rows =
        new RowsWire<>(CloudStores.DEVICES, TreeMap::new);
    private final RowsWire<String, Heartbeat, TreeMap<String, Heartbeat>> heartbeats =
        new RowsWire<>(CloudStores.HEARTBEATS, TreeMap::new);

    @Override
    public void write(DeviceRows of, DataOutput out) throws IOException {
      rows.write(of.rows, out);
      heartbeats.write(of.heartbeats, out);
    }

    @Override
    public DeviceRows read(DataInput in) throws IOException {
      return new DeviceRows(rows.read(in), heartbeats.read(in));
    }
  }
}
