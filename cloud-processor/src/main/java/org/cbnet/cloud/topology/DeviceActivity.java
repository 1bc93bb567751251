package org.cbnet.cloud.topology;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.device.DeviceHour;
import org.cbnet.cloud.device.DeviceHourKey;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.device.Tally;
import org.cbnet.cloud.stats.Observations;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Keeps what each device has done: {@link #begin} with a batch, {@link #add} its results, {@link
 * #end}.
 *
 * <p>A batch changes the device's own row only. Its open minute goes to the row of its hour when a
 * later minute begins, which is once a minute and not once a batch.
 */
final class DeviceActivity {
  private static final long HOUR_SECONDS = WindowSize.HOUR.duration().toSeconds();
  private static final long KEPT_HOURS = DeviceHour.HOURS_KEPT.toHours();

  private final KeyValueStore<String, DeviceRow> devices;
  private final KeyValueStore<DeviceHourKey, DeviceHour> hours;
  private ResultBatch batch;
  private Arrival arrival;
  private DeviceRow row;

  DeviceActivity(ProcessingContext context) {
    this.devices = CloudStores.DEVICES.of(context);
    this.hours = CloudStores.DEVICE_HOURS.of(context);
  }

  void begin(ResultBatch batch, Arrival arrival) {
    this.batch = batch;
    this.arrival = arrival;
    row = devices.get(batch.getDeviceId());
    if (row == null) {
      row = DeviceRow.empty();
    }
  }

  /** Adds results of a minute. */
  void add(Observations seen, long start) {
    Tally open = row.minute();
    if (open == null || start > open.startSeconds()) {
      if (open != null) {
        close(open, start);
      }
      row.begin(start);
      open = row.minute();
    }
    if (start == open.startSeconds()) {
      open.add(seen);
    } else {
      Tally older = Tally.empty(start);
      older.add(seen);
      addToHour(older, open.startSeconds());
    }
  }

  void end(long accepted) {
    row.results(batch, accepted, arrival.origin().offset(), arrival.appendMillis());
    devices.put(batch.getDeviceId(), row);
  }

  private void close(Tally minute, long nextSeconds) {
    addToHour(minute, nextSeconds);
    long hour = hourOf(minute.startSeconds());
    long next = hourOf(nextSeconds);
    if (next > hour) {
      forget(hour, next);
    }
  }

  /** Adds a minute to its hour, unless the device's newest minute is too far ahead of it. */
  private void addToHour(Tally minute, long newestSeconds) {
    long hourSeconds = hourOf(minute.startSeconds());
    if (hourSeconds <= hourOf(newestSeconds) - KEPT_HOURS * HOUR_SECONDS) {
      return;
    }
    DeviceHourKey key = new DeviceHourKey(batch.getDeviceId(), hourSeconds);
    DeviceHour hour = hours.get(key);
    if (hour == null) {
      hour = DeviceHour.empty(hourSeconds);
    }
    hour.add(minute, hourSeconds > lastHourWithoutMinutes(hourOf(newestSeconds)));
    hours.put(key, hour);
  }

  /** What is too old once another hour has begun; by key, as a scan would cost each device one. */
  private void forget(long hour, long next) {
    long firstKept = next - (KEPT_HOURS - 1) * HOUR_SECONDS;
    long oldest = Math.max(0, hour - (KEPT_HOURS - 1) * HOUR_SECONDS);
    for (long gone = oldest; gone < firstKept && gone <= hour; gone += HOUR_SECONDS) {
      hours.put(new DeviceHourKey(batch.getDeviceId(), gone), null);
    }
    long last = Math.min(hour, lastHourWithoutMinutes(next));
    long first = Math.max(firstKept, lastHourWithoutMinutes(hour) + HOUR_SECONDS);
    for (long old = first; old <= last; old += HOUR_SECONDS) {
      DeviceHourKey key = new DeviceHourKey(batch.getDeviceId(), old);
      DeviceHour kept = hours.get(key);
      if (kept != null && kept.forgetMinutes()) {
        hours.put(key, kept);
      }
    }
  }

  private static long lastHourWithoutMinutes(long newestHour) {
    return newestHour - DeviceHour.MINUTES_KEPT.toSeconds() - HOUR_SECONDS;
  }

  private static long hourOf(long seconds) {
    return WindowSize.HOUR.startSeconds(TimeUnit.SECONDS.toMicros(seconds));
  }
}
