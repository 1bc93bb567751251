package org.cbnet.cloud.query;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cbnet.cloud.comparison.StrategyRow.LatencyMicros;
import org.cbnet.cloud.device.DeviceHour;
import org.cbnet.cloud.device.DeviceHourKey;
import org.cbnet.cloud.device.Tally;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;

/** Answers what is asked about windows of devices. */
public final class DeviceStatsQueries {
  // Whoever makes a token can make the check in it, too.
  private static final Pattern LAST = Pattern.compile("[A-Za-z0-9._-]{1,64} [0-9]{1,18}");

  private final Snapshots snapshots;
  private final Clock clock;

  public DeviceStatsQueries(Snapshots snapshots, Clock clock) {
    this.snapshots = Objects.requireNonNull(snapshots, "snapshots is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /**
   * What to tell.
   *
   * @param window length of the windows
   * @param from start of the first window at the earliest
   * @param to start of the last window, excluded
   * @param deviceId the one device; null for all
   * @param page which of the rows
   */
  public record Request(
      WindowSize window, Instant from, Instant to, String deviceId, StatsQueries.Page page) {
    public Request {
      Objects.requireNonNull(window, "window is null");
      Objects.requireNonNull(page, "page is null");
    }

    private String text() {
      return "%s %s %s".formatted(window, from, deviceId);
    }
  }

  /**
   * Rows in order of device and window.
   *
   * @throws BadTokenException where the page is none of this request
   */
  public StatsQueries.Stats stats(Request request, Copies copies) {
    int limit = request.page().limit();
    DeviceWindowsQuestion question = question(request, limit + 1);
    Whole<TreeMap<DeviceHourKey, DeviceHour>> whole =
        request.deviceId() == null
            ? snapshots.ask(question, copies)
            : snapshots.ask(question, request.deviceId(), copies);
    List<StatsQueries.Row> rows = new ArrayList<>();
    DeviceHourKey last = null;
    for (Map.Entry<DeviceHourKey, DeviceHour> window : whole.value().entrySet()) {
      if (rows.size() == limit) {
        break;
      }
      last = window.getKey();
      rows.add(row(request.window(), last, window.getValue().total()));
    }
    String next =
        whole.value().size() > limit
            ? PageToken.of(last.deviceId() + " " + last.startSeconds(), request.text())
            : null;
    return new StatsQueries.Stats(
        request.window().id(),
        request.from().toString(),
        request.to().toString(),
        rows,
        next,
        whole.position(),
        whole.stale());
  }

  private static DeviceWindowsQuestion question(Request request, int limit) {
    String[] after = null;
    String token = request.page().after();
    if (token != null) {
      String last = PageToken.lastKey("after", token, request.text());
      if (!LAST.matcher(last).matches()) {
        throw new BadTokenException("after", token);
      }
      after = last.split(" ", 2);
    }
    return new DeviceWindowsQuestion(
        new DeviceWindowsQuestion.Time(
            request.window(), request.from().getEpochSecond(), request.to().getEpochSecond()),
        request.deviceId(),
        after == null ? null : after[0],
        after == null ? 0 : Long.parseLong(after[1]),
        limit);
  }

  private StatsQueries.Row row(WindowSize window, DeviceHourKey key, Tally tally) {
    Instant start = Instant.ofEpochSecond(key.startSeconds());
    Instant end = start.plus(window.duration());
    return new StatsQueries.Row(
        start.toString(),
        end.toString(),
        !clock.instant().isBefore(end.plus(WindowKey.GRACE)),
        Map.of("device", key.deviceId()),
        tally.results(),
        null,
        tally.failed(),
        tally.labelled() == 0 ? null : (double) tally.correct() / tally.labelled(),
        tally.latencies().map(LatencyMicros::of).orElse(null),
        null,
        tally.offloaded(),
        tally.fellBack(),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
