package org.cbnet.cloud.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Objects;
import org.cbnet.cloud.access.AuditLog;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.query.NotReadyException;
import org.cbnet.cloud.query.RunQueries;
import org.cbnet.cloud.runs.DeletionException;
import org.cbnet.cloud.runs.RunDeletions;

/** {@code DELETE /api/v1/experiments/{runId}}. */
public final class RunDeletionApi {
  private static final String ACTION = "run.delete";

  private final RunQueries queries;
  private final RunDeletions deletions;
  private final AuditLog audit;

  public RunDeletionApi(RunQueries queries, RunDeletions deletions, AuditLog audit) {
    this.queries = Objects.requireNonNull(queries, "queries is null");
    this.deletions = Objects.requireNonNull(deletions, "deletions is null");
    this.audit = Objects.requireNonNull(audit, "audit is null");
  }

  /**
   * A deletion that was taken on.
   *
   * @param runId run
   * @param frames that it had counted, of all strategies
   * @param status {@code deleting}: it is gone once every partition has come to it
   */
  record Deletion(String runId, long frames, String status) {}

  public List<Route> routes() {
    return List.of(
        Route.delete("/api/v1/experiments/{runId}", "Forget a run: its totals and its pairs")
            .path("runId", "run")
            .status(202)
            .answers(Deletion.class, this::delete));
  }

  private Deletion delete(Context context) {
    Principal caller = Caller.of(context);
    String runId = context.pathParam("runId");
    RunQueries.Run run =
        queries.run(runId).orElseThrow(() -> new NotFoundResponse("no run '%s'".formatted(runId)));
    String before = "{\"frames\":%d}".formatted(run.frames());
    // Before it is done: what stands in the log and was not done is asked for again.
    audit.record(caller, ACTION, runId, before, null, AuditLog.Outcome.DONE);
    try {
      deletions.delete(runId, caller.name());
    } catch (DeletionException e) {
      audit.record(caller, ACTION, runId, before, before, AuditLog.Outcome.REFUSED);
      throw new NotReadyException(e.getMessage());
    }
    return new Deletion(runId, run.frames(), "deleting");
  }
}
