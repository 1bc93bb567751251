package org.cbnet.cloud.http;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.cbnet.cloud.query.StatsQueries;
import org.cbnet.cloud.stats.WindowSize;

/** {@code /api/v1/stats}. */
final class StatsApi {
  private static final int DEFAULT_WINDOWS = 60;
  private static final Duration MAX_MINUTES = Duration.ofDays(2);
  private static final Duration MAX_HOURS = Duration.ofDays(400);

  private final StatsQueries queries;
  private final Clock clock;

  StatsApi(StatsQueries queries, Clock clock) {
    this.queries = queries;
    this.clock = clock;
  }

  void stats(Context context) {
    Parameters parameters = Parameters.of(context, "from", "to", "window", "groupBy");
    WindowSize window = parameters.window();
    Instant to = parameters.time("to", clock.instant());
    Instant from =
        parameters.time("from", to.minus(window.duration().multipliedBy(DEFAULT_WINDOWS)));
    Duration most = window == WindowSize.MINUTE ? MAX_MINUTES : MAX_HOURS;
    if (!from.isBefore(to)) {
      throw new BadParameterException("from must be before to (%s): '%s'".formatted(to, from));
    }
    if (Duration.between(from, to).compareTo(most) > 0) {
      throw new BadParameterException(
          "from must be at most %d hours before to with window=%s: '%s'"
              .formatted(most.toHours(), window.id(), from));
    }
    context.json(queries.stats(new StatsQueries.Request(window, from, to, parameters.groupBy())));
  }
}
