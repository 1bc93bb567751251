package org.cbnet.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
  void deviationIsThatOfASample() {
    assertThat(new Samples(new double[] {1, 2, 3}).deviation()).hasValue(1);
    assertThat(new Samples(new double[] {1}).deviation()).isEmpty();
  }
}
