package org.cbnet.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void wilsonIntervalIsThatOfTheTextbook() {
    Interval interval = Interval.wilson(8, 10);

    assertThat(interval.low()).isCloseTo(0.4902, within(1e-4));
    assertThat(interval.high()).isCloseTo(0.9433, within(1e-4));
  }

  @Test
  void wilsonIntervalHoldsAtTheEnds() {
    assertThat(Interval.wilson(0, 10).low()).isCloseTo(0, within(1e-12));
    assertThat(Interval.wilson(0, 10).high()).isCloseTo(0.2775, within(1e-4));
    assertThat(Interval.wilson(10, 10).high()).isCloseTo(1, within(1e-12));
  }

  @Test
  void quantilesInterpolate() {
    Samples samples = new Samples(new double[] {4, 1, 3, 2});

    assertThat(samples.median()).isEqualTo(2.5);
    assertThat(samples.quantile(0)).isEqualTo(1);
    assertThat(samples.quantile(1)).isEqualTo(4);
    assertThat(samples.mean()).isEqualTo(2.5);
  }

  @Test
  void ratioIsFreeOfTheMachinesChangesOfSpeed() {
    SplittableRandom random = new SplittableRandom(5);
    double[] baseline = new double[200];
    double[] fast = new double[200];
    for (int round = 0; round < 200; round++) {
      double speed = random.nextBoolean() ? 1 : 1.55;
      baseline[round] = 100 * speed * (1 + random.nextDouble(-0.01, 0.01));
      fast[round] = 20 * speed * (1 + random.nextDouble(-0.01, 0.01));
    }

    Ratio ratio = Ratio.of(baseline, fast, 1);

    assertThat(ratio.ratio()).isCloseTo(5, within(0.02));
    assertThat(ratio.low()).isBetween(4.97, ratio.ratio());
    assertThat(ratio.high()).isBetween(ratio.ratio(), 5.03);
  }

  @Test
  void ratioTakesTheMedianOfQuotientsNotTheQuotientOfMedians() {
    double[] baseline = {10, 10, 30};
    double[] other = {10, 5, 10};

    // Quotients 1, 2, 3; the medians' quotient is 1.
    assertThat(Ratio.of(baseline, other, 1).ratio()).isEqualTo(2);
  }

  @Test
  void bootstrapIntervalFollowsFromItsSeed() {
    double[] baseline = new SplittableRandom(1).doubles(50, 1, 2).toArray();
    double[] ones = new double[50];
    Arrays.fill(ones, 1);

    assertThat(Ratio.of(baseline, ones, 9)).isEqualTo(Ratio.of(baseline, ones, 9));
    assertThat(Ratio.of(baseline, ones, 9).low()).isLessThan(Ratio.of(baseline, ones, 9).high());
  }
}
