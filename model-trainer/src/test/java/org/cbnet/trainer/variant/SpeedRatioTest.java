package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpeedRatioTest {
  @Test
  void isTheMedianOverAllRounds() {
    SpeedRatio ratio = SpeedRatio.of(new double[][] {{1, 2, 3}, {9, 4}}, new SplittableRandom(1));

    assertThat(ratio.ratio()).isEqualTo(3);
    assertThat(ratio.low()).isBetween(1.0, 3.0);
    assertThat(ratio.high()).isBetween(3.0, 9.0);
  }

  @Test
  void openingsThatDifferWidenTheInterval() {
    // Within an opening the rounds agree: from rounds alone the interval would be a point.
    SpeedRatio alike = of(1.01, 1.01, 1.01, 1.01, 1.01);
    SpeedRatio apart = of(0.99, 1.00, 1.01, 1.02, 1.03);

    assertThat(alike).isEqualTo(new SpeedRatio(1.01, 1.01, 1.01));
    assertThat(apart.ratio()).isEqualTo(1.01);
    assertThat(apart.high() - apart.low()).isGreaterThan(0.01);
  }

  private static SpeedRatio of(double... openings) {
    double[][] quotients = new double[openings.length][40];
    for (int i = 0; i < openings.length; i++) {
      Arrays.fill(quotients[i], openings[i]);
    }
    return SpeedRatio.of(quotients, new SplittableRandom(1));
  }
}
