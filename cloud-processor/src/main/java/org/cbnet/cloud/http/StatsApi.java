package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cbnet.cloud.device.DeviceHour;
import org.cbnet.cloud.query.DeviceStatsQueries;
import org.cbnet.cloud.query.Dimension;
import org.cbnet.cloud.query.StatsQueries;
import org.cbnet.cloud.stats.WindowSize;

/** {@code /api/v1/stats}. */
final class StatsApi {
  private static final int DEFAULT_WINDOWS = 60;
  private static final int MAX_ROWS = 10_000;
  private static final Duration MAX_MINUTES = Duration.ofDays(2);
  private static final Duration MAX_HOURS = Duration.ofDays(400);

  private final StatsQueries queries;
  private final DeviceStatsQueries deviceQueries;
  private final Clock clock;

  StatsApi(StatsQueries queries, DeviceStatsQueries deviceQueries, Clock clock) {
    this.queries = queries;
    this.deviceQueries = deviceQueries;
    this.clock = clock;
  }

  List<Route> routes() {
    RouteBuilder route =
        Route.get("/api/v1/stats", "Rows by window; final once the window and its grace are over")
            .query("from", Parameter.Type.TIME, "start of the first window; 60 windows without")
            .query("to", Parameter.Type.TIME, "start of the last window, excluded; now without")
            .query("window", Parameter.Type.TEXT, "1m or 1h; 1m without")
            .query(
                "groupBy",
                Parameter.Type.TEXT,
                "of %s, by commas; or device alone".formatted(Dimension.ids()))
            .query("device", Parameter.Type.TEXT, "only that device, with groupBy=device")
            .query("limit", Parameter.Type.INTEGER, "at most so many, 1 to 10000; 10000 without")
            .query("after", Parameter.Type.TEXT, "the 'next' of the page before; repeat 'from'")
            .query("stale", Parameter.Type.BOOLEAN, Parameter.STALE);
    for (Dimension dimension : Dimension.values()) {
      route.query(dimension.id(), Parameter.Type.TEXT, "only rows with that " + dimension.id());
    }
    return List.of(route.rows("rows").answers(StatsQueries.Stats.class, this::stats));
  }

  private StatsQueries.Stats stats(Context context) {
    Parameters parameters = Parameters.of(context);
    WindowSize window = parameters.window();
    Instant to = parameters.time("to", clock.instant());
    boolean byDevice = parameters.byDevice();
    Duration kept = window == WindowSize.MINUTE ? DeviceHour.MINUTES_KEPT : DeviceHour.HOURS_KEPT;
    Duration shown = window.duration().multipliedBy(DEFAULT_WINDOWS);
    if (byDevice && shown.compareTo(kept) > 0) {
      shown = kept;
    }
    Instant from = parameters.time("from", to.minus(shown));
    Duration most = window == WindowSize.MINUTE ? MAX_MINUTES : MAX_HOURS;
    if (!from.isBefore(to)) {
      throw new BadParameterException("from must be before to (%s): '%s'".formatted(to, from));
    }
    if (Duration.between(from, to).compareTo(most) > 0) {
      throw new BadParameterException(
          "from must be at most %d hours before to with window=%s: '%s'"
              .formatted(most.toHours(), window.id(), from));
    }
    Instant oldest = clock.instant().minus(kept).minus(window.duration());
    if (byDevice && from.isBefore(oldest)) {
      throw new BadParameterException(
          "from must be at most %d hours ago with groupBy=device and window=%s: '%s'"
              .formatted(kept.toHours(), window.id(), from));
    }
    Optional<String> device = parameters.id("device");
    if (device.isPresent() && !byDevice) {
      throw new BadParameterException(
          "device goes with groupBy=device: '%s'".formatted(device.get()));
    }
    StatsQueries.Page page =
        new StatsQueries.Page(
            parameters.limit(MAX_ROWS, MAX_ROWS), parameters.token("after").orElse(null));
    if (byDevice) {
      return deviceQueries.stats(
          new DeviceStatsQueries.Request(window, from, to, device.orElse(null), page),
          parameters.stale());
    }
    return queries.stats(
        new StatsQueries.Request(window, from, to, parameters.groupBy(), parameters.where(), page),
        parameters.stale());
  }
}
