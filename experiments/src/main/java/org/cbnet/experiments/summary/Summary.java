package org.cbnet.experiments.summary;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.paper.PaperTimes;

/**
 * A whole run.
 *
 * @param runId names the run and its folder
 * @param definition what was run
 * @param started when
 * @param seconds that it took, interruptions not counted
 * @param paperTimes what the paper's graphs take alone, by data set; none where they are not among
 *     the arms
 * @param alignments logs of external meters that the energy is of; none where the agents' own is
 * @param problems checks that failed; where there is one the run is invalid and claims nothing
 * @param notMeasured what has no figure, each with the reason
 */
public record Summary(
    String runId,
    Definition definition,
    Instant started,
    double seconds,
    Environment environment,
    Conservation conservation,
    List<ConditionSummary> conditions,
    List<PaperTimes> paperTimes,
    List<MeterAlignment> alignments,
    List<Verdict> verdicts,
    List<String> problems,
    List<String> notMeasured) {
  public Summary {
    Objects.requireNonNull(runId, "runId is null");
    Objects.requireNonNull(definition, "definition is null");
    Objects.requireNonNull(started, "started is null");
    Objects.requireNonNull(environment, "environment is null");
    Objects.requireNonNull(conservation, "conservation is null");
    conditions = List.copyOf(conditions);
    paperTimes = List.copyOf(paperTimes);
    alignments = List.copyOf(alignments);
    verdicts = List.copyOf(verdicts);
    problems = List.copyOf(problems);
    notMeasured = List.copyOf(notMeasured);
  }

  /** Whether its figures may be used. */
  public boolean isValid() {
    return problems.isEmpty();
  }
}
