package org.cbnet.cloud.http;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The operations that read what was counted. */
public final class QueryRoutes {
  private static final Duration LIVE = Duration.ofSeconds(1);

  private QueryRoutes() {}

  public static List<Route> of(Queries queries, Readiness readiness, Clock clock) {
    Objects.requireNonNull(readiness, "readiness is null");
    return Stream.of(
            new HealthApi(readiness).routes(),
            new DevicesApi(queries.devices()).routes(),
            new StatsApi(queries.stats(), queries.deviceStats(), clock).routes(),
            new ExperimentsApi(queries.runs()).routes(),
            new ConservationApi(queries.conservation()).routes(),
            new LiveApi(new LiveFeed(new LiveSource(queries, System::nanoTime), LIVE)).routes())
        .flatMap(List::stream)
        .toList();
  }
}
