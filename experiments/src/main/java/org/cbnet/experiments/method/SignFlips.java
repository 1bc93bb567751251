package org.cbnet.experiments.method;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * The sign-flip permutation test of Fisher (The Design of Experiments, 1935, section 21): effects
 * of clusters that are symmetric about 0 could as well have had the other sign, each by itself. The
 * statistic is their sum. All flips are tried of up to 16 clusters; of more, 20,000 are drawn, and
 * the p-value is (b + 1) / (m + 1), which is never 0 (Phipson and Smyth, Statistical Applications
 * in Genetics and Molecular Biology 9, 2010).
 */
final class SignFlips {
  static final int DRAWS = 20_000;
  private static final int EXACT_UP_TO = 16;
  // Sums of the same numbers in another order are equal.
  private static final double ROUNDING = 1e-12;

  private SignFlips() {}

  /** How likely a sum at least as large is, where effects are 0. */
  static double oneSided(double[] effects, long seed) {
    return pValue(effects, seed, DoubleUnaryOperator.identity());
  }

  /** How likely a sum at least as far from 0 is, where effects are 0. */
  static double twoSided(double[] effects, long seed) {
    return pValue(effects, seed, Math::abs);
  }

  /** The smallest p-value that {@link #oneSided} can have. */
  static double smallest(int clusters) {
    return clusters <= EXACT_UP_TO ? Math.scalb(1.0, -clusters) : 1.0 / (DRAWS + 1);
  }

  private static double pValue(double[] effects, long seed, DoubleUnaryOperator statistic) {
    double slack = ROUNDING * Arrays.stream(effects).map(Math::abs).sum();
    double observed = statistic.applyAsDouble(Arrays.stream(effects).sum()) - slack;
    if (effects.length <= EXACT_UP_TO) {
      int all = 1 << effects.length;
      int asLarge = 0;
      for (int flips = 0; flips < all; flips++) {
        int chosen = flips;
        double sum = flipped(effects, cluster -> (chosen >> cluster & 1) == 1);
        asLarge += statistic.applyAsDouble(sum) >= observed ? 1 : 0;
      }
      return (double) asLarge / all;
    }
    RandomGenerator random = new SplittableRandom(seed);
    int asLarge = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = flipped(effects, cluster -> random.nextBoolean());
      asLarge += statistic.applyAsDouble(sum) >= observed ? 1 : 0;
    }
    return (asLarge + 1.0) / (DRAWS + 1);
  }

  private static double flipped(double[] effects, IntPredicate isFlipped) {
    double sum = 0;
    for (int cluster = 0; cluster < effects.length; cluster++) {
      sum += isFlipped.test(cluster) ? -effects[cluster] : effects[cluster];
    }
    return sum;
  }
}
