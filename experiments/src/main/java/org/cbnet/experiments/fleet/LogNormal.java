package org.cbnet.experiments.fleet;

import java.util.Random;
import java.util.SplittableRandom;

/** Factors about 1 as stage times scatter; drawn from a table, as a million a second are needed. */
final class LogNormal {
  private static final int SIZE = 1 << 14;

  private final double[] factors = new double[SIZE];

  LogNormal(double sigma, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SIZE; i++) {
      factors[i] = Math.exp(sigma * random.nextGaussian());
    }
  }

  long scatter(long median, SplittableRandom random) {
    return (long) (median * factors[random.nextInt() & (SIZE - 1)]);
  }
}
