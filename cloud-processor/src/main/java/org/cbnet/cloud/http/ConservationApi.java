package org.cbnet.cloud.http;

import java.util.List;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.query.ConservationQueries;

/** {@code /api/v1/conservation}. */
final class ConservationApi {
  private final ConservationQueries queries;

  ConservationApi(ConservationQueries queries) {
    this.queries = queries;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/conservation", "Where everything went, and whether the laws hold")
            .query("stale", Parameter.Type.BOOLEAN, Parameter.STALE)
            .answers(
                ConservationReport.class,
                context -> queries.report(Parameters.of(context).stale())));
  }
}
