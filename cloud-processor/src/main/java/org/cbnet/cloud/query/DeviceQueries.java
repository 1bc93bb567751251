package org.cbnet.cloud.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.device.DeviceHour;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.schemas.record.DeviceStatus;

/** Answers what is asked about devices. */
public final class DeviceQueries {
  private final Snapshots snapshots;
  private final Frames frames;

  public DeviceQueries(Snapshots snapshots, Frames frames) {
    this.snapshots = Objects.requireNonNull(snapshots, "snapshots is null");
    this.frames = Objects.requireNonNull(frames, "frames is null");
  }

  /**
   * A page of devices.
   *
   * @param devices in order of their ids
   * @param next id of the last one where others come after it
   * @param position of the input that this reflects
   * @param stale topic-partitions of the position that were read from copies
   */
  public record Page(
      List<Device> devices, String next, Map<String, Long> position, List<String> stale) {}

  /**
   * A device by itself.
   *
   * @param device what is known of it
   * @param boots that it was heard of in, those heard of last first
   * @param frames its last 20 results, the newest first; as far as their topic can be read
   * @param minutes of two hours
   * @param hours of two days
   * @param position of the input that this reflects
   * @param stale topic-partitions of the position that were read from copies
   */
  public record Single(
      Device device,
      List<Boot> boots,
      List<Frame> frames,
      List<DeviceCounters> minutes,
      List<DeviceCounters> hours,
      Map<String, Long> position,
      List<String> stale) {}

  /**
   * What is known of a device.
   *
   * @param deviceId device
   * @param heartbeat its last; null where none came
   * @param activity its last results; null where none came
   * @param acknowledged results that it was told are on the broker, over all its boots
   */
  public record Device(
      String deviceId, Heartbeat heartbeat, Activity activity, long acknowledged) {}

  /**
   * A heartbeat.
   *
   * @param received when it was appended, ISO 8601
   * @param state starting, running, draining or stopped
   * @param installId installation
   * @param bootNumber boot within it
   * @param site site
   * @param board board key
   * @param agentVersion version of the agent
   * @param strategy that runs
   * @param modelHash that runs
   * @param configHash effective configuration
   * @param runId run; null in the field
   * @param desiredTag tag of the desired state whose model runs; null where none was applied
   * @param bundleState what became of the bundle asked for; null where none was
   * @param bundleReason why it failed or was rolled back
   * @param clockSynced whether the wall clock is known to be right
   * @param spooled results waiting on the device
   * @param dropped results given up
   * @param spoolBytes held by the spool
   */
  public record Heartbeat(
      String received,
      String state,
      String installId,
      long bootNumber,
      String site,
      String board,
      String agentVersion,
      String strategy,
      String modelHash,
      String configHash,
      String runId,
      String desiredTag,
      String bundleState,
      String bundleReason,
      boolean clockSynced,
      long spooled,
      long dropped,
      long spoolBytes) {}

  /**
   * The last results.
   *
   * @param received when they were appended, ISO 8601
   * @param site site
   * @param board board key
   * @param strategy by name
   * @param modelHash bundle
   * @param runId run; null in the field
   * @param results accepted of the device since ever
   */
  public record Activity(
      String received,
      String site,
      String board,
      String strategy,
      String modelHash,
      String runId,
      long results) {}

  /**
   * A page of devices in order of their ids.
   *
   * @param limit at most so many
   * @param after id that they come after
   */
  public Page page(int limit, Optional<String> after, DeviceFilter filter, Copies copies) {
    // One more than asked for, to see whether there is a next page.
    Whole<DeviceRows> whole =
        snapshots.ask(new DevicesQuestion(after.orElse(null), limit + 1, filter), copies);
    List<Device> devices =
        whole.value().rows().keySet().stream()
            .limit(limit)
            .map(id -> device(id, whole.value()))
            .toList();
    boolean more = whole.value().rows().size() > limit;
    return new Page(
        devices,
        more ? devices.get(devices.size() - 1).deviceId() : null,
        whole.position(),
        whole.stale());
  }

  /** A device, if it has ever been heard of. */
  public Optional<Single> find(String deviceId, Copies copies) {
    Whole<DeviceQuestion.Known> whole =
        snapshots.ask(new DeviceQuestion(deviceId), deviceId, copies);
    DeviceRow row = whole.value().device().rows().get(deviceId);
    if (row == null) {
      return Optional.empty();
    }
    List<Boot> boots =
        whole.value().boots().entrySet().stream()
            .map(boot -> Boot.of(boot.getKey(), boot.getValue()))
            .sorted(Boot.NEWEST_FIRST)
            .toList();
    TreeMap<Long, DeviceHour> hours = new TreeMap<>();
    whole.value().hours().forEach((key, hour) -> hours.put(key.startSeconds(), hour));
    if (row.minute() != null) {
      // The open minute is in no hour's row yet.
      hours
          .computeIfAbsent(
              WindowSize.HOUR.startSeconds(TimeUnit.SECONDS.toMicros(row.minute().startSeconds())),
              DeviceHour::empty)
          .add(row.minute(), true);
    }
    return Optional.of(
        new Single(
            device(deviceId, whole.value().device()),
            boots,
            last(frames.at(snapshots.partitionOf(deviceId), row.recentOffsets())),
            hours.values().stream()
                .flatMap(hour -> hour.minutes().stream())
                .map(minute -> DeviceCounters.of(minute, false))
                .toList(),
            hours.values().stream().map(hour -> DeviceCounters.of(hour.total(), true)).toList(),
            whole.position(),
            whole.stale()));
  }

  /** The last ones, the newest first. */
  private static List<Frame> last(List<Frame> frames) {
    List<Frame> newestFirst = new ArrayList<>(frames);
    Collections.reverse(newestFirst);
    return List.copyOf(
        newestFirst.subList(0, Math.min(DeviceRow.RECENT_RESULTS, newestFirst.size())));
  }

  private static Device device(String deviceId, DeviceRows rows) {
    DeviceRow row = rows.rows().get(deviceId);
    return new Device(
        deviceId,
        rows.heartbeat(deviceId)
            .map(last -> heartbeat(last.status(), last.appendMillis()))
            .orElse(null),
        row.activity()
            .map(
                last ->
                    new Activity(
                        Instant.ofEpochMilli(last.getAppendMillis()).toString(),
                        last.getSite(),
                        last.getBoard(),
                        last.getStrategy(),
                        last.getModelHash(),
                        last.getRunId(),
                        last.getResults()))
            .orElse(null),
        row.acknowledgedResults());
  }

  private static Heartbeat heartbeat(DeviceStatus status, long appendMillis) {
    return new Heartbeat(
        Instant.ofEpochMilli(appendMillis).toString(),
        status.getState(),
        status.getInstallId(),
        status.getBootNumber(),
        status.getSite(),
        status.getBoard(),
        status.getAgentVersion(),
        status.getStrategy(),
        status.getModelHash(),
        status.getConfigHash(),
        status.getRunId(),
        status.getDesiredTag(),
        status.getBundleState(),
        status.getBundleReason(),
        status.getClockSynced(),
        status.getBoots().stream().mapToLong(boot -> boot.getSpooled()).sum(),
        status.getBoots().stream().mapToLong(boot -> boot.getDropped()).sum(),
        status.getSpoolBytes());
  }
}
