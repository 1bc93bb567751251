package org.cbnet.cloud.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cbnet.cloud.comparison.Comparison;
import org.cbnet.cloud.comparison.SpeedupEstimator;
import org.cbnet.cloud.comparison.StrategyKey;
import org.cbnet.cloud.comparison.StrategyRow;
import org.cbnet.cloud.pairing.PairedReport;

/** Answers what is asked about experiments' runs. */
public final class RunQueries {
  /** The strategy that others are compared with unless asked otherwise. */
  public static final String DEFAULT_BASELINE = "edge-full";

  private static final String QUESTION = "experiments";

  private final Snapshots snapshots;
  private final SpeedupEstimator estimator;

  public RunQueries(Snapshots snapshots, SpeedupEstimator estimator) {
    this.snapshots = Objects.requireNonNull(snapshots, "snapshots is null");
    this.estimator = Objects.requireNonNull(estimator, "estimator is null");
  }

  /**
   * The runs.
   *
   * @param experiments newest first
   * @param next what to ask for {@code after} to get the next page; null on the last
   * @param position of the input that this reflects
   * @param stale topic-partitions of the position that were read from copies
   */
  public record Runs(
      List<Run> experiments, String next, Map<String, Long> position, List<String> stale) {}

  /**
   * A run.
   *
   * @param runId run
   * @param firstReceived when its first record was appended, ISO 8601
   * @param lastReceived when its last record was appended, ISO 8601
   * @param strategies by name, in order
   * @param rounds seen
   * @param frames results of all strategies
   */
  public record Run(
      String runId,
      String firstReceived,
      String lastReceived,
      List<String> strategies,
      int rounds,
      long frames) {}

  /**
   * A run's strategies side by side.
   *
   * @param runId run
   * @param baseline strategy that speed-ups refer to
   * @param strategies in order of name
   * @param paired the same frames compared one by one; null where the run is not paired
   * @param position of the input that this reflects
   * @param stale topic-partitions of the position that were read from copies
   */
  public record RunComparison(
      String runId,
      String baseline,
      List<StrategyRow> strategies,
      PairedReport paired,
      Map<String, Long> position,
      List<String> stale) {}

  /**
   * Runs, newest first, at most as many as given.
   *
   * @param after the 'next' of the page before
   * @throws BadTokenException where it is none
   */
  public Runs runs(int limit, Optional<String> after, Copies copies) {
    Optional<String> last = after.map(token -> PageToken.lastKey("after", token, QUESTION));
    Whole<Map<String, RunSummary>> whole = snapshots.ask(new RunsQuestion(), copies);
    TreeMap<String, Map.Entry<String, RunSummary>> inOrder = new TreeMap<>();
    whole.value().entrySet().stream()
        .filter(run -> !run.getValue().hasEnded())
        .forEach(run -> inOrder.put(place(run), run));
    SortedMap<String, Map.Entry<String, RunSummary>> rest =
        last.isPresent() ? inOrder.tailMap(last.get(), false) : inOrder;
    List<Run> runs =
        rest.values().stream().limit(limit).map(run -> run.getValue().run(run.getKey())).toList();
    String next =
        runs.size() < rest.size()
            ? PageToken.of(
                rest.keySet().stream().skip(limit - 1L).findFirst().orElseThrow(), QUESTION)
            : null;
    return new Runs(runs, next, whole.position(), whole.stale());
  }

  /** The same on every instance; a run that began later comes before it. */
  private static String place(Map.Entry<String, RunSummary> run) {
    return "%019d %s".formatted(Long.MAX_VALUE - run.getValue().firstMillis(), run.getKey());
  }

  /** A run; nothing where it is not known or has ended. */
  public Optional<Run> run(String runId) {
    Whole<RunQuestion.Rows> whole = snapshots.ask(new RunQuestion(runId), Copies.ALLOWED);
    RunSummary summary = new RunSummary();
    whole.value().rounds().forEach(summary::add);
    return whole.value().rounds().isEmpty() || whole.value().hasEnded()
        ? Optional.empty()
        : Optional.of(summary.run(runId));
  }

  /**
   * Compares the strategies of a run; nothing where the run is not known.
   *
   * @throws UnknownBaselineException where the run has no such strategy and it is not the default
   */
  public Optional<RunComparison> comparison(String runId, String baseline, Copies copies) {
    Comparison comparison = new Comparison();
    Whole<RunQuestion.Rows> whole = snapshots.ask(new RunQuestion(runId), copies);
    whole
        .value()
        .rounds()
        .forEach((key, of) -> comparison.add(StrategyKey.of(key), key.round(), of));
    List<String> names = comparison.names();
    if (names.isEmpty() || whole.value().hasEnded()) {
      return Optional.empty();
    }
    // A run that has just begun may not have come to the default baseline yet.
    if (!baseline.equals(DEFAULT_BASELINE) && !names.contains(baseline)) {
      throw new UnknownBaselineException(baseline, names);
    }
    return Optional.of(
        new RunComparison(
            runId,
            baseline,
            comparison.rows(baseline, estimator),
            whole.value().paired(baseline).orElse(null),
            whole.position(),
            whole.stale()));
  }
}
