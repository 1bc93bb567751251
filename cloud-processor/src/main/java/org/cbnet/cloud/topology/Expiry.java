package org.cbnet.cloud.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.deadletter.Replayed;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.device.DeviceHour;
import org.cbnet.cloud.device.DeviceHourKey;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowMerge;
import org.cbnet.cloud.stats.WindowPart;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;

/**
 * Forgets what is kept no longer, a slice at a time. What rows of hours and boots had counted moves
 * into counters, so the laws go on holding.
 *
 * <p>Ages are by the append time of the newest record; without records nothing gets older.
 */
final class Expiry {
  private static final Duration HOURS_KEPT = Duration.ofDays(400);
  // Longer than the rules say: a record may yet come that is as old as they allow.
  private static final Duration SLACK = Duration.ofHours(2);
  // As long as their topic keeps them.
  private static final Duration PARTS_ON_THEIR_WAY = Duration.ofDays(1);
  private static final int SLICE = 500;

  private final int partition;
  // As long as the input or a dead letter is kept that could still correct a row: of fewer parts it
  // would be wrong.
  private final Map<WindowSize, Duration> partsKept;
  private final KeyValueStore<Integer, PartitionTotals> partitions;
  private final KeyValueStore<WindowKey, Aggregate> windows;
  private final KeyValueStore<WindowKey, WindowPart> parts;
  private final KeyValueStore<WindowKey, WindowMerge> merges;
  private final Ledgers ledgers;
  private final Slices<BootId, BootLedger> boots;
  private final KeyValueStore<DeviceHourKey, DeviceHour> deviceHours;
  private final Slices<DeviceHourKey, DeviceHour> deviceHourSlices;

  Expiry(ProcessingContext context, Ledgers ledgers, Duration maxReplayAge) {
    this.partition = context.taskId().partition();
    this.partsKept =
        Map.of(
            WindowSize.MINUTE,
            shorter(ofInput(maxReplayAge), Rows.MINUTES_KEPT.plus(PARTS_ON_THEIR_WAY).plus(SLACK)),
            WindowSize.HOUR,
            longer(ofInput(maxReplayAge), maxReplayAge.plus(Replayed.POSSIBLE).plus(SLACK)));
    this.partitions = CloudStores.PARTITIONS.of(context);
    this.windows = CloudStores.WINDOWS.of(context);
    this.parts = CloudStores.WINDOW_PARTS.of(context);
    this.merges = CloudStores.WINDOW_MERGES.of(context);
    this.ledgers = ledgers;
    this.boots = new Slices<>(CloudStores.BOOTS.of(context));
    this.deviceHours = CloudStores.DEVICE_HOURS.of(context);
    this.deviceHourSlices = new Slices<>(deviceHours);
  }

  private static Duration ofInput(Duration maxReplayAge) {
    return maxReplayAge.multipliedBy(2).plus(SLACK);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Forgets a slice of what is too old at a time. */
  void run(long nowMillis) {
    PartitionTotals totals = partitions.get(partition);
    if (totals == null) {
      return;
    }
    expireWindows(nowMillis, totals);
    boots.slice(slice -> expireBoots(slice, nowMillis, totals));
    deviceHourSlices.slice(slice -> expireDeviceHours(slice, nowMillis));
    partitions.put(partition, totals);
  }

  private void expireWindows(long nowMillis, PartitionTotals totals) {
    long minutes = nowMillis - Rows.MINUTES_KEPT.plus(SLACK).toMillis();
    oldest(windows, WindowSize.MINUTE, minutes).forEach(key -> windows.put(key, null));
    for (WindowKey key : oldest(windows, WindowSize.HOUR, nowMillis - HOURS_KEPT.toMillis())) {
      Figures figures = windows.get(key).figures();
      totals.add(Counter.RESULTS_OF_EXPIRED_HOURS, figures.tally().results());
      totals.add(Counter.ENERGY_OF_EXPIRED_HOURS, figures.energySamples());
      windows.put(key, null);
    }
    for (WindowSize size : WindowSize.values()) {
      expireMerges(size, nowMillis - partsKept.get(size).toMillis());
    }
  }

  /** A row that is yet to be sent, as after a long stop, keeps its parts until it is. */
  private void expireMerges(WindowSize size, long beforeMillis) {
    for (WindowKey row : oldest(merges, size, beforeMillis)) {
      WindowMerge merge = merges.get(row);
      if (!merge.isWaiting()) {
        merge.partitions().forEach(of -> parts.put(row.at(of), null));
        merges.put(row, null);
      }
    }
  }

  private static <V> List<WindowKey> oldest(
      KeyValueStore<WindowKey, V> store, WindowSize size, long beforeMillis) {
    long seconds = TimeUnit.MILLISECONDS.toSeconds(beforeMillis) - size.duration().toSeconds();
    WindowKey first = WindowKey.lowest(size, 0);
    WindowKey end = WindowKey.lowest(size, Math.max(0, seconds));
    List<WindowKey> keys = new ArrayList<>();
    try (KeyValueIterator<WindowKey, V> rows = store.range(first, end)) {
      while (rows.hasNext() && keys.size() < SLICE) {
        keys.add(rows.next().key);
      }
    }
    return keys;
  }

  private void expireBoots(
      List<KeyValue<BootId, BootLedger>> slice, long nowMillis, PartitionTotals totals) {
    for (KeyValue<BootId, BootLedger> boot : slice) {
      ledgers.forget(boot.key, boot.value, nowMillis, totals);
    }
  }

  private void expireDeviceHours(List<KeyValue<DeviceHourKey, DeviceHour>> slice, long nowMillis) {
    long kept =
        TimeUnit.MILLISECONDS.toSeconds(nowMillis) - DeviceHour.HOURS_KEPT.plus(SLACK).toSeconds();
    for (KeyValue<DeviceHourKey, DeviceHour> hour : slice) {
      if (hour.key.startSeconds() < kept) {
        deviceHours.put(hour.key, null);
      }
    }
  }
}
