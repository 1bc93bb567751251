package org.cbnet.cloud.query;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.cloud.comparison.Comparison;
import org.cbnet.cloud.comparison.SpeedupEstimator;
import org.cbnet.cloud.comparison.StrategyKey;
import org.cbnet.cloud.comparison.StrategyRow;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.store.CloudStores;

/** Answers what is asked about experiments' runs. */
public final class RunQueries {
  /** The strategy that others are compared with unless asked otherwise. */
  public static final String DEFAULT_BASELINE = "edge-full";

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
   * @param position of the input that this reflects
   */
  public record Runs(List<Run> experiments, Map<String, Long> position) {}

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
   * @param position of the input that this reflects
   */
  public record RunComparison(
      String runId, String baseline, List<StrategyRow> strategies, Map<String, Long> position) {}

  /** All runs, newest first, at most as many as given. */
  public Runs runs(int limit) {
    return snapshots.read(
        (view, position) -> {
          Map<String, RunSummary> byId = new HashMap<>();
          Snapshots.each(
              view,
              CloudStores.ROUNDS,
              entry ->
                  byId.computeIfAbsent(entry.key.runId(), RunSummary::new)
                      .add(entry.key, entry.value));
          Comparator<RunSummary> newestFirst =
              Comparator.comparingLong((RunSummary run) -> run.firstMillis).reversed();
          List<Run> newest =
              byId.values().stream()
                  .sorted(newestFirst.thenComparing(run -> run.runId))
                  .limit(limit)
                  .map(RunSummary::run)
                  .toList();
          return new Runs(newest, position);
        });
  }

  /**
   * Compares the strategies of a run; nothing where the run is not known.
   *
   * @throws UnknownBaselineException where the run has no such strategy and it is not the default
   */
  public Optional<RunComparison> comparison(String runId, String baseline) {
    Comparison comparison = new Comparison();
    Map<String, Long> position =
        snapshots.read(
            (view, read) -> {
              Snapshots.each(
                  view.read(CloudStores.ROUNDS)
                      .prefixScan(CloudStores.roundsOf(runId), new StringSerializer()),
                  entry ->
                      comparison.add(StrategyKey.of(entry.key), entry.key.round(), entry.value));
              return read;
            });
    List<String> names = comparison.names();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    // A run that has just begun may not have come to the default baseline yet.
    if (!baseline.equals(DEFAULT_BASELINE) && !names.contains(baseline)) {
      throw new UnknownBaselineException(baseline, names);
    }
    return Optional.of(
        new RunComparison(runId, baseline, comparison.rows(baseline, estimator), position));
  }

  private static final class RunSummary {
    private final String runId;
    private final TreeSet<String> strategies = new TreeSet<>();
    private final TreeSet<Integer> rounds = new TreeSet<>();
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis;
    private long frames;

    RunSummary(String runId) {
      this.runId = runId;
    }

    void add(RoundKey key, Aggregate part) {
      Figures figures = part.figures();
      strategies.add(key.strategy());
      rounds.add(key.round());
      firstMillis = Math.min(firstMillis, figures.appended().firstMillis());
      lastMillis = Math.max(lastMillis, figures.appended().lastMillis());
      frames += figures.tally().results();
    }

    Run run() {
      return new Run(
          runId,
          Instant.ofEpochMilli(firstMillis).toString(),
          Instant.ofEpochMilli(lastMillis).toString(),
          List.copyOf(strategies),
          rounds.size(),
          frames);
    }
  }
}
