package org.cbnet.experiments.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.experiments.summary.Figure;
import org.junit.jupiter.api.Test;

class SeedImageBootstrapTest {
  private static final int IMAGES = 200;

  @Test
  void findsABetterMethodAndSaysByHowMuch() {
    double[] hardness = hardness(1);
    boolean[][] arm = method(5, 0.10, 0.01, hardness, 2);
    boolean[][] baseline = method(3, 0, 0.01, hardness, 3);

    SeedImageBootstrap found = new SeedImageBootstrap(arm, baseline, 1);

    assertThat(found.pValueTwoSided()).isLessThan(0.01);
    assertThat(found.pValue(0)).isCloseTo(found.pValueTwoSided() / 2, within(1e-12));
    assertThat(found.pValue(0.2)).isGreaterThan(0.95);
    Figure difference = found.difference();
    assertThat(difference.low()).isBetween(0.0, difference.value());
    assertThat(difference.high() - difference.value())
        .isCloseTo(difference.value() - difference.low(), within(1e-12));
  }

  @Test
  void twoMethodsThatAreOneAreRejectedAtTheLevel() {
    int rejected = 0;
    for (int repetition = 0; repetition < 200; repetition++) {
      double[] hardness = hardness(repetition);
      boolean[][] arm = method(3, 0, 0.02, hardness, 1_000 + repetition);
      boolean[][] baseline = method(4, 0, 0.02, hardness, 2_000 + repetition);
      rejected +=
          new SeedImageBootstrap(arm, baseline, repetition).pValueTwoSided() <= 0.05 ? 1 : 0;
    }

    // Crossed resampling errs on the cautious side.
    assertThat(rejected).isBetween(1, 16);
  }

  @Test
  void seedsThatAgreeLeaveTheImagesDeviation() {
    boolean[] one = method(1, 0.2, 0, hardness(4), 5)[0];
    boolean[] other = method(1, 0, 0, hardness(4), 6)[0];
    boolean[][] arm = {one, one, one};
    boolean[][] baseline = {other, other};

    Figure found = new SeedImageBootstrap(arm, baseline, 1).difference();

    double expected = 1.972 * deviationOfMean(one, other);
    assertThat(found.high() - found.value()).isCloseTo(expected, within(0.06 * expected));
  }

  @Test
  void fewSeedsAreJudgedByStudentsT() {
    // Each seed is right on the first images, so many of them.
    boolean[][] right = new boolean[3][1_000];
    for (int seed = 0; seed < right.length; seed++) {
      Arrays.fill(right[seed], 0, 500 + 100 * seed, true);
    }

    Figure found = new SeedImageBootstrap(right, right, 1).difference();

    // Two means of three seeds that deviate by 0.1; t of 4 degrees of freedom is 2.776.
    double expected = 2.776 * Math.sqrt(2 * 0.1 * 0.1 / 3);
    assertThat(found.high()).isCloseTo(expected, within(0.06 * expected));
  }

  @Test
  void nothingIsShownWhereNothingVaries() {
    boolean[][] right = new boolean[2][10];
    for (boolean[] seed : right) {
      Arrays.fill(seed, true);
    }

    SeedImageBootstrap found = new SeedImageBootstrap(right, right, 1);

    assertThat(found.difference()).isEqualTo(new Figure(0, 0, 0));
    assertThat(found.pValueTwoSided()).isEqualTo(1);
    assertThat(found.pValue(-0.5)).isEqualTo(1);
  }

  @Test
  void refusesSingleSeedsAndOtherImages() {
    assertThatThrownBy(() -> new SeedImageBootstrap(new boolean[1][5], new boolean[2][5], 1))
        .hasMessageContaining("2 seeds");
    assertThatThrownBy(() -> new SeedImageBootstrap(new boolean[2][5], new boolean[2][6], 1))
        .hasMessageContaining("5, 6");
    assertThatThrownBy(
            () -> new SeedImageBootstrap(new boolean[][] {{true, false}, {true}}, null, 1))
        .hasMessageContaining("same images");
  }

  private static double[] hardness(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return random.doubles(IMAGES, 0.3, 1).toArray();
  }

  private static boolean[][] method(
      int seeds, double gain, double seedDeviation, double[] hardness, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    boolean[][] right = new boolean[seeds][IMAGES];
    for (boolean[] images : right) {
      double bias = gain + seedDeviation * random.nextGaussian();
      for (int image = 0; image < IMAGES; image++) {
        images[image] = random.nextDouble() < hardness[image] + bias;
      }
    }
    return right;
  }

  private static double deviationOfMean(boolean[] one, boolean[] other) {
    double sum = 0;
    double squares = 0;
    for (int image = 0; image < IMAGES; image++) {
      int difference = (one[image] ? 1 : 0) - (other[image] ? 1 : 0);
      sum += difference;
      squares += difference * difference;
    }
    return Math.sqrt((squares - sum * sum / IMAGES) / (IMAGES - 1) / IMAGES);
  }
}
