package org.cbnet.cloud.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.query.Copies;
import org.cbnet.cloud.query.RunQueries.Run;

/** Makes live summaries of what queries answer. One thread at a time. */
final class LiveSource implements Supplier<LiveSummary> {
  private static final int RUNS = 100;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Queries queries;
  private final LongSupplier nanoTime;
  private long beforeNanos;
  private long beforeAccepted = -1;
  private Map<String, Long> beforeFrames = Map.of();

  LiveSource(Queries queries, LongSupplier nanoTime) {
    this.queries = queries;
    this.nanoTime = nanoTime;
  }

  @Override
  public LiveSummary get() {
    ConservationReport report = queries.conservation().report(Copies.ALLOWED);
    List<Run> runs = queries.runs().runs(RUNS, Optional.empty(), Copies.ALLOWED).experiments();
    long nowNanos = nanoTime.getAsLong();
    long accepted = report.results().accepted();
    boolean isFirst = beforeAccepted < 0;
    Double rate =
        isFirst
            ? null
            // A copy may be a little behind what was read before.
            : Math.max(0, accepted - beforeAccepted)
                * NANOS_PER_SECOND
                / Math.max(1, nowNanos - beforeNanos);
    List<String> changed =
        runs.stream()
            .filter(run -> !isFirst && run.frames() != beforeFrames.getOrDefault(run.runId(), 0L))
            .map(Run::runId)
            .toList();
    beforeNanos = nowNanos;
    beforeAccepted = accepted;
    beforeFrames = runs.stream().collect(Collectors.toMap(Run::runId, Run::frames));
    return new LiveSummary(
        rate,
        report.received(),
        report.lost(),
        report.duplicates(),
        report.refused(),
        report.late(),
        report.laws().stream().filter(law -> !law.holds()).count(),
        changed,
        report.position());
  }
}
