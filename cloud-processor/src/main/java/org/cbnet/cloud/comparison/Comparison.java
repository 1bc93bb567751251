package org.cbnet.cloud.comparison;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Figures;

/** Gathers a run's rounds by strategy and compares them with a baseline. Not thread-safe. */
public final class Comparison {
  private final SortedMap<StrategyKey, SortedMap<Integer, Aggregate>> rounds = new TreeMap<>();

  /** Adds a part of a round. */
  public void add(StrategyKey strategy, int round, Aggregate part) {
    rounds
        .computeIfAbsent(strategy, any -> new TreeMap<>())
        .computeIfAbsent(round, any -> Aggregate.empty())
        .merge(part);
  }

  /** Names of the strategies, in order. */
  public List<String> names() {
    return rounds.keySet().stream().map(StrategyKey::name).distinct().toList();
  }

  /**
   * The rows in order of name, model, configuration, board and link.
   *
   * @param baseline strategy to compare with, on the same board and link; where it is not in the
   *     run there is no speed-up
   */
  public List<StrategyRow> rows(String baseline, SpeedupEstimator estimator) {
    Objects.requireNonNull(estimator, "estimator is null");
    return rounds.entrySet().stream()
        .map(
            entry ->
                StrategyRow.of(
                    entry.getKey(),
                    whole(entry.getValue()),
                    estimator.of(
                        ratios(
                            medians(baselineRounds(baseline, entry.getKey())),
                            medians(entry.getValue())))))
        .toList();
  }

  private SortedMap<Integer, Aggregate> baselineRounds(String baseline, StrategyKey row) {
    SortedMap<Integer, Aggregate> merged = new TreeMap<>();
    rounds.forEach(
        (strategy, of) -> {
          if (strategy.name().equals(baseline) && strategy.isComparable(row)) {
            of.forEach(
                (round, part) ->
                    merged.computeIfAbsent(round, any -> Aggregate.empty()).merge(part));
          }
        });
    return merged;
  }

  private static Figures whole(Map<Integer, Aggregate> rounds) {
    Aggregate sum = Aggregate.empty();
    rounds.values().forEach(sum::merge);
    return sum.figures();
  }

  private static Map<Integer, Double> medians(Map<Integer, Aggregate> rounds) {
    Map<Integer, Double> medians = new TreeMap<>();
    rounds.forEach(
        (round, of) ->
            of.figures()
                .total()
                .map(latency -> latency.quantileMicros(0.5))
                .filter(micros -> micros > 0)
                .ifPresent(micros -> medians.put(round, micros)));
    return medians;
  }

  private static double[] ratios(Map<Integer, Double> baseline, Map<Integer, Double> strategy) {
    return strategy.entrySet().stream()
        .flatMap(
            entry ->
                Optional.ofNullable(baseline.get(entry.getKey())).stream()
                    .map(reference -> reference / entry.getValue()))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
