package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import org.cbnet.cloud.query.RunQueries;

/** {@code /api/v1/experiments}. */
final class ExperimentsApi {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final RunQueries queries;

  ExperimentsApi(RunQueries queries) {
    this.queries = queries;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/experiments", "Runs, newest first")
            .query("limit", Parameter.Type.INTEGER, "at most so many, 1 to 1000; 100 without")
            .query("after", Parameter.Type.TEXT, "the 'next' of the page before")
            .query("stale", Parameter.Type.BOOLEAN, Parameter.STALE)
            .rows("experiments")
            .answers(RunQueries.Runs.class, this::runs),
        Route.get(
                "/api/v1/experiments/{runId}/comparison",
                "Strategies of a run side by side, by model, config, board and link")
            .path("runId", "run")
            .query("baseline", Parameter.Type.TEXT, "strategy of speed-up 1; edge-full without")
            .query("stale", Parameter.Type.BOOLEAN, Parameter.STALE)
            .rows("strategies")
            .answers(RunQueries.RunComparison.class, this::comparison));
  }

  private RunQueries.Runs runs(Context context) {
    Parameters parameters = Parameters.of(context);
    return queries.runs(
        parameters.limit(DEFAULT_LIMIT, MAX_LIMIT), parameters.token("after"), parameters.stale());
  }

  private RunQueries.RunComparison comparison(Context context) {
    String baseline =
        Parameters.of(context).strategy("baseline").orElse(RunQueries.DEFAULT_BASELINE);
    String runId = context.pathParam("runId");
    return queries
        .comparison(runId, baseline, Parameters.of(context).stale())
        .orElseThrow(() -> new NotFoundResponse("no run '%s'".formatted(runId)));
  }
}
