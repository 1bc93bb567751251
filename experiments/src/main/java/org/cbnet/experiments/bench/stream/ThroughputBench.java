package org.cbnet.experiments.bench.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.cbnet.experiments.fleet.FleetPlan;

/** All contenders over the same topics: batches of 20 and of 1, one thread and two. */
final class ThroughputBench {
  static final int BATCH = 20;
  static final double RESULTS_PER_SECOND = 5;
  static final long SEED = 20260301;

  private final StreamBench bench;

  ThroughputBench(StreamBench bench) {
    this.bench = bench;
  }

  void measure(ObjectNode figures, List<Contender> contenders)
      throws IOException, InterruptedException {
    measure(figures, "batched", BATCH, bench.sizes().batchedResults(), contenders);
    measure(figures, "single", 1, bench.sizes().singleResults(), contenders);
  }

  private void measure(
      ObjectNode figures, String name, int batchResults, long results, List<Contender> contenders)
      throws IOException, InterruptedException {
    FleetPlan plan =
        new FleetPlan(
            bench.sizes().devices(),
            RESULTS_PER_SECOND,
            batchResults,
            FleetPlan.PAIRED_SHARE,
            SEED);
    try (Stage stage = bench.stage(name)) {
      Backlog backlog = stage.load(plan, results);
      Race race = stage.race(backlog);
      put(figures.putObject(name), race.run(contenders, 1));
      put(figures.withObjectProperty("twoThreads").putObject(name), race.run(contenders, 2));
    }
  }

  private static void put(ObjectNode into, Map<Contender, List<Race.Pace>> paces) {
    put(into, paces, "ResultsPerSecond", Race.Pace::resultsPerSecond);
    put(into.putObject("perCpuSecond"), paces, "Results", Race.Pace::resultsPerCpuSecond);
  }

  private static void put(
      ObjectNode into,
      Map<Contender, List<Race.Pace>> paces,
      String suffix,
      ToDoubleFunction<Race.Pace> figure) {
    List<Race.Pace> ours = paces.get(Contender.OURS);
    paces.forEach(
        (contender, rounds) -> {
          String key =
              contender == Contender.OURS
                  ? suffix.substring(0, 1).toLowerCase(Locale.ROOT) + suffix.substring(1)
                  : contender.label() + suffix;
          into.put(key, Rounds.median(rounds, figure));
        });
    ratio(
        into,
        "frameworkRatioToCeiling",
        paces.get(Contender.FRAMEWORK),
        paces.get(Contender.CEILING),
        figure);
    ratio(into, "ratioToCeiling", ours, paces.get(Contender.CEILING), figure);
    ratio(into, "ratioToNaive", ours, paces.get(Contender.NAIVE), figure);
  }

  private static void ratio(
      ObjectNode into,
      String name,
      List<Race.Pace> of,
      List<Race.Pace> to,
      ToDoubleFunction<Race.Pace> figure) {
    if (of != null && to != null) {
      Rounds.ratios(of, to, figure).put(into, name);
    }
  }
}
