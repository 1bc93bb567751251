package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import org.cbnet.cloud.query.RunQueries;

/** {@code /api/v1/experiments}. */
final class ExperimentsApi {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final RunQueries queries;

  ExperimentsApi(RunQueries queries) {
    this.queries = queries;
  }

  void runs(Context context) {
    Parameters parameters = Parameters.of(context, "limit");
    context.json(queries.runs(parameters.limit(DEFAULT_LIMIT, MAX_LIMIT)));
  }

  void comparison(Context context) {
    String baseline =
        Parameters.of(context, "baseline").strategy("baseline").orElse(RunQueries.DEFAULT_BASELINE);
    String runId = context.pathParam("runId");
    context.json(
        queries
            .comparison(runId, baseline)
            .orElseThrow(() -> new NotFoundResponse("no run '%s'".formatted(runId))));
  }
}
