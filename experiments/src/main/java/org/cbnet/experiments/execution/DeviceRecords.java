package org.cbnet.experiments.execution;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.cbnet.experiments.summary.Environment;
import org.cbnet.experiments.topic.DeviceTopic;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.ResultBatch;

/** What the raw topics hold of a device beside the rows of a run. One thread. */
final class DeviceRecords {
  private static final String UNKNOWN = "unknown";

  private final String brokers;
  private final String device;

  DeviceRecords(String brokers, String device) {
    this.brokers = brokers;
    this.device = device;
  }

  /**
   * Holds a run's results against each other: numbers that are missing between its first and its
   * last one, and frames that are not of the data set.
   *
   * @param since about when the run began, by the broker's clock
   */
  Check check(String runId, String dataSet, Instant since) {
    Map<String, NavigableSet<Long>> ours = new HashMap<>();
    Map<String, NavigableSet<Long>> all = new HashMap<>();
    Set<String> problems = new TreeSet<>();
    DeviceTopic.read(
        brokers,
        Topics.INFERENCE_RESULTS,
        since,
        batch -> {
          if (device.equals(batch.getDeviceId())) {
            add(batch, all);
            if (runId.equals(batch.getRunId())) {
              add(batch, ours);
              wrongFrames(batch, dataSet).ifPresent(problems::add);
            }
          }
        });
    long rows = 0;
    long missing = 0;
    for (Map.Entry<String, NavigableSet<Long>> boot : ours.entrySet()) {
      long first = boot.getValue().first();
      long last = boot.getValue().last();
      rows += boot.getValue().size();
      missing += last - first + 1 - all.get(boot.getKey()).subSet(first, true, last, true).size();
    }
    return new Check(rows, missing, List.copyOf(problems));
  }

  private static void add(ResultBatch batch, Map<String, NavigableSet<Long>> to) {
    NavigableSet<Long> sequences =
        to.computeIfAbsent(
            batch.getInstallId() + "/" + batch.getBootNumber(), any -> new TreeSet<>());
    for (int i = 0; i < batch.getResults().size(); i++) {
      sequences.add(batch.getFirstSequence() + i);
    }
  }

  private Optional<String> wrongFrames(ResultBatch batch, String dataSet) {
    return dataSet.equals(batch.getDataset())
        ? Optional.empty()
        : Optional.of(
            "%s shows frames of %s: set its source to data set %s"
                .formatted(
                    device,
                    Objects.requireNonNullElse(batch.getDataset(), "no data set"),
                    dataSet));
  }

  /**
   * Results of a run in the raw topic.
   *
   * @param rows distinct ones
   * @param missing numbers between the first and the last that no record has
   * @param problems what is wrong with them
   */
  record Check(long rows, long missing, List<String> problems) {}

  /** What the device says of itself. */
  Environment environment() {
    AtomicReference<DeviceStatus> last = new AtomicReference<>();
    DeviceTopic.read(
        brokers,
        Topics.DEVICE_STATUS,
        status -> {
          if (device.equals(status.getDeviceId())) {
            last.set(status);
          }
        });
    DeviceStatus status = last.get();
    if (status == null) {
      throw new IllegalStateException("there is no heartbeat of " + device);
    }
    String system = status.getOsVersion();
    return new Environment(
        status.getBoard(),
        0,
        system.substring(system.lastIndexOf(' ') + 1),
        system,
        status.getJavaVersion(),
        status.getAgentVersion(),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        0,
        0);
  }
}
