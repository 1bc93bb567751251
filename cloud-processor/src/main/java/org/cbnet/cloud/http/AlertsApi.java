package org.cbnet.cloud.http;

import java.util.List;
import java.util.Objects;
import org.cbnet.cloud.query.AlertQueries;

/** {@code /api/v1/alerts}. */
public final class AlertsApi {
  private final AlertQueries queries;

  public AlertsApi(AlertQueries queries) {
    this.queries = Objects.requireNonNull(queries, "queries is null");
  }

  /** Its operation. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/alerts", "Devices that are live twice, the newest first")
            .query("stale", Parameter.Type.BOOLEAN, Parameter.STALE)
            .answers(
                AlertQueries.Alerts.class,
                context -> queries.alerts(Parameters.of(context).stale())));
  }
}
