package org.cbnet.inference.profile.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  private static final double[][] ROWS = {{1, 1}, {1, 2}, {1, 3}, {1, 4}};

  @Test
  void findsALine() {
    double[] found = LeastSquares.ordinary(ROWS, new double[] {1, 3, 5, 7}).orElseThrow();

    assertThat(found[0]).isEqualTo(-1, within(1e-9));
    assertThat(found[1]).isEqualTo(2, within(1e-9));
  }

  @Test
  void whatWouldBeNegativeIsZeroAndTheRestFitsWithoutIt() {
    double[] found = LeastSquares.nonNegative(ROWS, new double[] {1, 3, 5, 7});

    // The best line through the origin: sum of x y over sum of x squared.
    assertThat(found[0]).isZero();
    assertThat(found[1]).isEqualTo(50.0 / 30, within(1e-9));
    assertThat(LeastSquares.nonNegative(ROWS, new double[] {-1, -2, -3, -4})).containsExactly(0, 0);
  }

  @Test
  void noDrawOfNonNegativeCoefficientsFitsBetter() {
    Random random = new Random(11);
    double[][] rows = new double[30][4];
    double[] target = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      Arrays.setAll(rows[i], j -> random.nextDouble());
      target[i] = rows[i][0] - 2 * rows[i][1] + 3 * rows[i][2] + random.nextGaussian();
    }

    double[] best = LeastSquares.nonNegative(rows, target);

    assertThat(Arrays.stream(best)).allMatch(value -> value >= 0);
    double least = squares(rows, target, best);
    for (int draw = 0; draw < 20_000; draw++) {
      double[] other =
          Arrays.stream(best).map(value -> Math.max(0, value + random.nextGaussian())).toArray();
      assertThat(squares(rows, target, other)).isGreaterThanOrEqualTo(least);
    }
  }

  @Test
  void featuresThatSayTheSameAreToldToBeSo() {
    double[][] rows = {{1, 2, 1}, {2, 4, 1}, {3, 6, 1}};

    assertThat(LeastSquares.ordinary(rows, new double[] {1, 2, 3})).isEmpty();
    assertThat(LeastSquares.ordinary(new double[][] {{1, 2}}, new double[] {1})).isEmpty();
    assertThat(
            LeastSquares.product(rows[2], LeastSquares.nonNegative(rows, new double[] {1, 2, 3})))
        .isEqualTo(3, within(1e-9));
  }

  @Test
  void sizesOfFeaturesDoNotMatter() {
    double[][] rows = {{1, 1e8}, {1, 2e8}, {1, 4e8}};

    assertThat(LeastSquares.nonNegative(rows, new double[] {101, 201, 401})[1])
        .isEqualTo(1e-6, within(1e-12));
  }

  private static double squares(double[][] rows, double[] target, double[] coefficients) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += Math.pow(LeastSquares.product(rows[i], coefficients) - target[i], 2);
    }
    return sum;
  }
}
