package org.cbnet.cloud.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.cbnet.cloud.device.DeviceHour;
import org.cbnet.cloud.device.DeviceHourKey;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.cloud.store.Store;

/**
 * Windows of devices, the first ones in order of device and start. Each comes in the form of an
 * hour's row, a minute too.
 *
 * @param time of the windows
 * @param deviceId the one device; null for all
 * @param afterDevice device of the last window of the page before; null for the first page
 * @param afterSeconds start of that window
 * @param limit how many
 */
record DeviceWindowsQuestion(
    Time time, String deviceId, String afterDevice, long afterSeconds, int limit)
    implements Question<TreeMap<DeviceHourKey, DeviceHour>> {
  DeviceWindowsQuestion {
    Objects.requireNonNull(time, "time is null");
  }

  /**
   * Which windows.
   *
   * @param window their length
   * @param fromSeconds start of the first one at the earliest, seconds since 1970-01-01 UTC
   * @param toSeconds start of the last one, excluded
   */
  record Time(WindowSize window, long fromSeconds, long toSeconds) {
    Time {
      Objects.requireNonNull(window, "window is null");
    }
  }

  @Override
  public List<Store<?, ?>> stores() {
    return List.of(CloudStores.DEVICES, CloudStores.DEVICE_HOURS);
  }

  @Override
  public TreeMap<DeviceHourKey, DeviceHour> ask(PartitionView view) {
    TreeMap<DeviceHourKey, DeviceHour> first = new TreeMap<>(DeviceWindows.ORDER);
    if (deviceId != null) {
      DeviceRow row = view.read(CloudStores.DEVICES).get(deviceId);
      if (row != null) {
        take(view, deviceId, row, first);
      }
      return first;
    }
    try (KeyValueIterator<String, DeviceRow> rows =
        view.read(CloudStores.DEVICES).range(afterDevice, null)) {
      while (rows.hasNext() && first.size() < limit) {
        KeyValue<String, DeviceRow> row = rows.next();
        take(view, row.key, row.value, first);
      }
    }
    return first;
  }

  private void take(
      PartitionView view, String id, DeviceRow row, TreeMap<DeviceHourKey, DeviceHour> first) {
    for (Map.Entry<Long, DeviceHour> window : DeviceWindows.of(view, row, time, id).entrySet()) {
      boolean isTold = id.equals(afterDevice) && window.getKey() <= afterSeconds;
      if (!isTold && first.size() < limit) {
        first.put(new DeviceHourKey(id, window.getKey()), window.getValue());
      }
    }
  }

  @Override
  public TreeMap<DeviceHourKey, DeviceHour> merge(
      TreeMap<DeviceHourKey, DeviceHour> one, TreeMap<DeviceHourKey, DeviceHour> other) {
    one.putAll(other);
    while (one.size() > limit) {
      one.pollLastEntry();
    }
    return one;
  }

  @Override
  public Wire<TreeMap<DeviceHourKey, DeviceHour>> wire() {
    return new RowsWire<>(CloudStores.DEVICE_HOURS, () -> new TreeMap<>(DeviceWindows.ORDER));
  }
}
