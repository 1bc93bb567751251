package org.cbnet.cloud.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.failure;
import static org.cbnet.cloud.TestRecords.result;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cbnet.cloud.stats.Aggregate;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final double SKETCH_ERROR = 0.021;

  private final Comparison comparison = new Comparison();
  private final SpeedupEstimator estimator = new SpeedupEstimator(1);

  @Test
  void comparesWithinRoundsAndTakesTheMedian() {
    // The machine is slow in round 1; pooled medians would say 400 / 200 = 2.
    round("edge-full", 0, 400);
    round("edge-full", 1, 1_000);
    round("edge-full", 2, 400);
    round("cbnet", 0, 100);
    round("cbnet", 1, 200);
    round("cbnet", 2, 200);

    StrategyRow cbnet = row("cbnet");

    assertThat(cbnet.speedupVsBaseline().ratio()).isCloseTo(4, within(4 * SKETCH_ERROR));
    assertThat(cbnet.speedupVsBaseline().low()).isCloseTo(2, within(2 * SKETCH_ERROR));
    assertThat(cbnet.speedupVsBaseline().high()).isCloseTo(5, within(5 * SKETCH_ERROR));
    assertThat(row("edge-full").speedupVsBaseline()).isEqualTo(new Speedup(1, 1.0, 1.0));
  }

  @Test
  void hasNoIntervalOfASingleRound() {
    round("edge-full", 0, 400);
    round("cbnet", 0, 100);

    assertThat(row("cbnet").speedupVsBaseline().low()).isNull();
    assertThat(row("cbnet").speedupVsBaseline().high()).isNull();
  }

  @Test
  void leavesOutRoundsThatTheBaselineHasNot() {
    round("edge-full", 0, 400);
    round("cbnet", 0, 100);
    round("cbnet", 1, 400);

    assertThat(row("cbnet").speedupVsBaseline().ratio()).isCloseTo(4, within(4 * SKETCH_ERROR));
    assertThat(row("cbnet").speedupVsBaseline().low()).isNull();
  }

  @Test
  void hasNoSpeedupWithoutABaseline() {
    round("cbnet", 0, 100);

    assertThat(row("cbnet").speedupVsBaseline()).isNull();
    assertThat(row("cbnet").latencyMicros().mean()).isEqualTo(100);
  }

  @Test
  void tellsAccuracyToTheLastDigit() {
    Aggregate part = Aggregate.empty();
    for (int i = 0; i < 7; i++) {
      part.add(result("f" + i).setPredictedLabel(i < 3 ? 7 : 1).build(), false);
    }
    part.add(failure("failed").build(), false);
    comparison.add(key("cbnet", "ab"), 0, part);

    assertThat(row("cbnet").accuracy()).isEqualTo(3.0 / 7);
    assertThat(row("cbnet").frames()).isEqualTo(8);
    assertThat(row("cbnet").failed()).isEqualTo(1);
  }

  @Test
  void tellsWhichSharesApply() {
    comparison.add(key("cbnet", "ab"), 0, exits("final", "final"));
    comparison.add(key("early-exit", "cd"), 0, exits("final", "final"));
    comparison.add(key("subflow", "ef"), 0, exits("exit1", "final"));

    assertThat(row("cbnet").exitRatio()).isNull();
    assertThat(row("early-exit").exitRatio()).isZero();
    assertThat(row("subflow").exitRatio()).isEqualTo(0.5);
    assertThat(row("cbnet").offloadRatio()).isZero();
    assertThat(row("cbnet").fallbackRatio()).isNull();
    assertThat(row("cbnet").joulesPerInference()).isNull();
    assertThat(row("cbnet").energySource()).isNull();
  }

  @Test
  void tellsSharesOfTheCloud() {
    Aggregate part = Aggregate.empty();
    part.add(result("a").setBytesUp(300).build(), false);
    part.add(result("b").setBytesUp(100).setFellBack(true).build(), false);
    part.add(result("c").build(), false);
    part.add(result("d").build(), false);
    part.addTelemetryBytes(200);
    comparison.add(key("partition", "ab"), 0, part);

    assertThat(row("partition").offloadRatio()).isEqualTo(0.5);
    assertThat(row("partition").fallbackRatio()).isEqualTo(0.25);
    assertThat(row("partition").bytesUpPerFrame()).isEqualTo(150);
  }

  @Test
  void prefersMeteredJoulesAndNeverMixesThemWithModelledOnes() {
    Aggregate modelled = Aggregate.empty();
    modelled.add(energy("pi-1", 0).build());
    comparison.add(key("cbnet", "ab"), 0, modelled);
    assertThat(row("cbnet").joulesPerInference()).isEqualTo(0.2);
    assertThat(row("cbnet").energySource()).isEqualTo("model:rbp4b1.2-64");

    Aggregate metered = Aggregate.empty();
    metered.add(energy("pi-2", 0).setSource("hwmon:ina219").setGrossJoules(6).build());
    comparison.add(key("cbnet", "ab"), 0, metered);
    assertThat(row("cbnet").joulesPerInference()).isEqualTo(0.5);
    assertThat(row("cbnet").energySource()).isEqualTo("hwmon:ina219");
  }

  @Test
  void tellsBundlesOfOneStrategyApart() {
    comparison.add(key("cbnet", "new"), 0, exits("final"));
    comparison.add(key("cbnet", "old"), 0, exits("final", "final"));

    assertThat(comparison.rows("edge-full", estimator))
        .extracting(StrategyRow::model, StrategyRow::frames)
        .containsExactly(tuple("new", 1L), tuple("old", 2L));
    assertThat(comparison.names()).isEqualTo(List.of("cbnet"));
  }

  @Test
  void comparesWithinABoardAndALinkAndTellsThemApart() {
    round(new StrategyKey("edge-full", "ab", "c1", "pi3", "lte"), 1_000);
    round(new StrategyKey("edge-full", "ab", "c1", "pi4", "lte"), 400);
    round(new StrategyKey("cbnet", "cd", "c1", "pi3", "lte"), 100);
    round(new StrategyKey("cbnet", "cd", "c1", "pi4", "lte"), 100);
    round(new StrategyKey("cbnet", "cd", "c1", "pi4", ""), 100);
    round(new StrategyKey("cbnet", "cd", "c2", "pi4", "lte"), 200);

    assertThat(comparison.rows("edge-full", estimator))
        .filteredOn(row -> row.name().equals("cbnet"))
        .extracting(
            StrategyRow::config,
            StrategyRow::board,
            StrategyRow::linkProfile,
            row ->
                Optional.ofNullable(row.speedupVsBaseline())
                    .map(speedup -> Math.round(speedup.ratio()))
                    .orElse(0L))
        .containsExactly(
            tuple("c1", "pi3", "lte", 10L),
            tuple("c1", "pi4", null, 0L),
            tuple("c1", "pi4", "lte", 4L),
            tuple("c2", "pi4", "lte", 2L));
  }

  @Test
  void drawsTheSameIntervalFromTheSameSeed() {
    double[] ratios = {3.9, 4.0, 4.4, 4.1, 3.5, 4.2, 4.0};

    Speedup speedup = estimator.of(ratios).orElseThrow();

    assertThat(new SpeedupEstimator(1).of(ratios)).contains(speedup);
    assertThat(speedup.ratio()).isEqualTo(4.0);
    assertThat(speedup.low()).isBetween(3.5, 4.0);
    assertThat(speedup.high()).isBetween(4.0, 4.4);
  }

  @Test
  void coversTheTruthAsOftenAsItSays() {
    var random = new SplittableRandom(7);
    int covered = 0;
    for (int trial = 0; trial < 400; trial++) {
      double[] ratios = new double[21];
      Arrays.setAll(ratios, any -> 4 * Math.exp(0.2 * random.nextGaussian()));
      Speedup speedup = estimator.of(ratios).orElseThrow();
      covered += speedup.low() <= 4 && 4 <= speedup.high() ? 1 : 0;
    }

    assertThat(covered / 400.0).isBetween(0.91, 0.99);
  }

  private void round(String strategy, int round, long micros) {
    Aggregate part = Aggregate.empty();
    for (int i = 0; i < 9; i++) {
      part.add(result("f" + i).setTotalNanos(micros * 1_000).build(), false);
    }
    comparison.add(key(strategy, "model-of-" + strategy), round, part);
  }

  private void round(StrategyKey key, long micros) {
    Aggregate part = Aggregate.empty();
    part.add(result("f").setTotalNanos(micros * 1_000).build(), false);
    comparison.add(key, 0, part);
  }

  private static StrategyKey key(String name, String model) {
    return new StrategyKey(name, model, "config", "board", "");
  }

  private static Aggregate exits(String... exits) {
    Aggregate part = Aggregate.empty();
    for (String exit : exits) {
      part.add(result("f").setExit(exit).build(), false);
    }
    return part;
  }

  private StrategyRow row(String name) {
    return comparison.rows("edge-full", estimator).stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
