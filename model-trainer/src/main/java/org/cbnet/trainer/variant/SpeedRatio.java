package org.cbnet.trainer.variant;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How many times as fast a variant is as the network's own form, from rounds in which both ran back
 * to back; cores of shared machines change speed, so that only quotients within a round compare.
 *
 * @param ratio median over rounds of the quotient within a round
 * @param low lower end of the 95 % bootstrap interval
 * @param high upper end
 */
public record SpeedRatio(double ratio, double low, double high) {
  private static final int RESAMPLES = 2_000;

  /**
   * The ratio from quotients of rounds.
   *
   * <p>Two sessions of the very same graph differ by up to 2 % as long as they live, because their
   * memory lies otherwise. So the bootstrap (Efron 1979, percentile method) draws openings first
   * and rounds within each drawn opening second.
   *
   * @param quotients by opening of the sessions, one a round
   */
  static SpeedRatio of(double[][] quotients, RandomGenerator random) {
    double[] medians = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double[][] drawn = new double[quotients.length][];
      for (int j = 0; j < drawn.length; j++) {
        drawn[j] = resample(quotients[random.nextInt(quotients.length)], random);
      }
      medians[i] = median(flat(drawn));
    }
    Arrays.sort(medians);
    return new SpeedRatio(
        median(flat(quotients)), quantile(medians, 0.025), quantile(medians, 0.975));
  }

  /** The middle value; the mean of the two middle ones of an even number. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return quantile(sorted, 0.5);
  }

  private static double[] flat(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] resample(double[] values, RandomGenerator random) {
    double[] drawn = new double[values.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = values[random.nextInt(values.length)];
    }
    return drawn;
  }

  // Linear interpolation between the two nearest ranks.
  private static double quantile(double[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
