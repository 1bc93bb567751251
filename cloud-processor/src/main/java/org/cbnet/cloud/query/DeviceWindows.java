package org.cbnet.cloud.query;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cbnet.cloud.device.DeviceHour;
import org.cbnet.cloud.device.DeviceHourKey;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.device.Tally;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PartitionView;

/**
 * A device's windows from the rows that hold them: hours, with minutes in them, and an open one.
 */
final class DeviceWindows {
  static final Comparator<DeviceHourKey> ORDER =
      Comparator.comparing(DeviceHourKey::deviceId).thenComparingLong(DeviceHourKey::startSeconds);

  private DeviceWindows() {}

  /** Windows that start in a time, in its order, each as copied. */
  static SortedMap<Long, DeviceHour> of(
      PartitionView view, DeviceRow row, DeviceWindowsQuestion.Time time, String deviceId) {
    SortedMap<Long, DeviceHour> windows = new TreeMap<>();
    long hourSeconds = WindowSize.HOUR.duration().toSeconds();
    long first = time.fromSeconds() - Math.floorMod(time.fromSeconds(), hourSeconds);
    // By key, as a scan would sort everything that was changed since the last commit.
    for (long start = Math.max(0, first); start < time.toSeconds(); start += hourSeconds) {
      DeviceHour hour = view.read(CloudStores.DEVICE_HOURS).get(new DeviceHourKey(deviceId, start));
      if (hour != null && time.window() == WindowSize.HOUR) {
        add(windows, hour.total(), start, time);
      } else if (hour != null) {
        hour.minutes().forEach(minute -> add(windows, minute, minute.startSeconds(), time));
      }
    }
    Tally open = row.minute();
    if (open != null) {
      long start = time.window().startSeconds(open.startSeconds() * 1_000_000);
      add(windows, open, start, time);
    }
    return windows;
  }

  private static void add(
      SortedMap<Long, DeviceHour> windows,
      Tally tally,
      long start,
      DeviceWindowsQuestion.Time time) {
    if (start >= time.fromSeconds() && start < time.toSeconds()) {
      windows.computeIfAbsent(start, DeviceHour::empty).add(tally, false);
    }
  }
}
