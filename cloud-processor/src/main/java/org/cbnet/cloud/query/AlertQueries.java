package org.cbnet.cloud.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cbnet.cloud.device.Installs;
import org.cbnet.cloud.device.InstallsKey;
import org.cbnet.cloud.state.SenderState;

/** Answers which devices need somebody to look at them. */
public final class AlertQueries {
  private static final int MAX_ALERTS = 1_000;

  private final Snapshots snapshots;

  public AlertQueries(Snapshots snapshots) {
    this.snapshots = Objects.requireNonNull(snapshots, "snapshots is null");
  }

  /**
   * Alerts, the newest first, at most 1,000.
   *
   * @param count of all
   * @param position of the input that this reflects
   * @param stale topic-partitions of the position that were read from copies
   */
  public record Alerts(
      List<Alert> alerts, long count, Map<String, Long> position, List<String> stale) {}

  /**
   * A device that is live twice.
   *
   * @param kind clone
   * @param records kind of records that showed it: results, energy or status
   * @param since append time of the record that showed it, ISO 8601
   * @param younger installation and boot of the operating system of the one refused
   * @param elder likewise, of the one that goes on
   * @param isRefused whether the younger one is refused still
   * @param refused records refused
   * @param lastRefused append time of the last of them, ISO 8601; null where there was none
   */
  public record Alert(
      String kind,
      String deviceId,
      String records,
      String since,
      String younger,
      String elder,
      boolean isRefused,
      long refused,
      String lastRefused) {}

  /** All alerts. */
  public Alerts alerts(Copies copies) {
    Whole<Map<InstallsKey, Installs>> whole = snapshots.ask(new InstallsQuestion(), copies);
    List<Alert> all = new ArrayList<>();
    whole.value().forEach((key, row) -> add(all, key, row));
    List<Alert> newest =
        all.stream()
            .sorted(Comparator.comparing(Alert::since).reversed())
            .limit(MAX_ALERTS)
            .toList();
    return new Alerts(newest, all.size(), whole.position(), whole.stale());
  }

  private static void add(List<Alert> alerts, InstallsKey key, Installs row) {
    for (SenderState sender : row.clashes()) {
      alerts.add(
          new Alert(
              "clone",
              key.deviceId(),
              key.kind(),
              Instant.ofEpochMilli(sender.getClashMillis()).toString(),
              sender.getInstallId() + " " + sender.getOsBootId(),
              sender.getElder(),
              sender.getIsRefused(),
              sender.getRefused(),
              sender.getRefusedMillis() == 0
                  ? null
                  : Instant.ofEpochMilli(sender.getRefusedMillis()).toString()));
    }
  }
}
