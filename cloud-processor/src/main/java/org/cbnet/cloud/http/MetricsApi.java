package org.cbnet.cloud.http;

import java.util.List;
import java.util.Objects;
import org.cbnet.cloud.monitoring.Metrics;

/** {@code /metrics}, for Prometheus. */
final class MetricsApi {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;

  MetricsApi(Metrics metrics) {
    this.metrics = Objects.requireNonNull(metrics, "metrics is null");
  }

  List<Route> routes() {
    return List.of(
        Route.get("/metrics", "Figures of this instance, in the text format of Prometheus")
            .writes("text/plain", context -> context.contentType(TEXT).result(metrics.scrape())));
  }
}
