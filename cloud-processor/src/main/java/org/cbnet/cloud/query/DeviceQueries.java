package org.cbnet.cloud.query;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.record.DeviceStatus;

/** Answers what is asked about devices. */
public final class DeviceQueries {
  private final Snapshots snapshots;

  public DeviceQueries(Snapshots snapshots) {
    this.snapshots = Objects.requireNonNull(snapshots, "snapshots is null");
  }

  /**
   * A page of devices.
   *
   * @param devices in order of their ids
   * @param next what to ask for {@code after} to get the next page; null on the last
   * @param position of the input that this reflects
   */
  public record Page(List<Device> devices, String next, Map<String, Long> position) {}

  /**
   * A device by itself.
   *
   * @param device what is known of it
   * @param position of the input that this reflects
   */
  public record Single(Device device, Map<String, Long> position) {}

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

  /** A page of at most as many devices as given, after an id where one is given. */
  public Page page(int limit, Optional<String> after) {
    return snapshots.read(
        (view, position) -> {
          // Partitions are read one after the other, so the order of ids is made here.
          PriorityQueue<Device> first =
              new PriorityQueue<>(Comparator.comparing(Device::deviceId).reversed());
          Snapshots.each(
              view.read(CloudStores.DEVICES).range(after.orElse(null), null),
              entry -> {
                if (!after.equals(Optional.of(entry.key))) {
                  first.add(device(entry.key, entry.value));
                }
                if (first.size() > limit + 1) {
                  first.poll();
                }
              });
          boolean more = first.size() > limit;
          if (more) {
            first.poll();
          }
          List<Device> devices =
              first.stream().sorted(Comparator.comparing(Device::deviceId)).toList();
          String next = more ? devices.get(devices.size() - 1).deviceId() : null;
          return new Page(devices, next, position);
        });
  }

  /** A device, if it has ever been heard of. */
  public Optional<Single> find(String deviceId) {
    return snapshots.read(
        (view, position) ->
            Optional.ofNullable(view.read(CloudStores.DEVICES).get(deviceId))
                .map(row -> new Single(device(deviceId, row), position)));
  }

  private static Device device(String deviceId, DeviceRow row) {
    return new Device(
        deviceId,
        row.heartbeat().map(status -> heartbeat(status, row.heartbeatMillis())).orElse(null),
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
        status.getClockSynced(),
        status.getBoots().stream().mapToLong(boot -> boot.getSpooled()).sum(),
        status.getBoots().stream().mapToLong(boot -> boot.getDropped()).sum(),
        status.getSpoolBytes());
  }
}
