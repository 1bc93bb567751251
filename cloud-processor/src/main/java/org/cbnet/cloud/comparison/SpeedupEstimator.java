package org.cbnet.cloud.comparison;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The median of per-round ratios with its 95 % interval, by the percentile bootstrap over rounds
 * (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 *
 * <p>Rounds are the unit because what disturbs a machine disturbs the two medians of one round
 * alike and their quotient little; quantiles pooled over rounds have no such protection. The same
 * ratios and seed give the same interval.
 */
public final class SpeedupEstimator {
  private static final int RESAMPLES = 2_000;
  private static final double TAIL = 0.025;

  private final long seed;

  /**
   * @param seed of the resampling
   */
  public SpeedupEstimator(long seed) {
    this.seed = seed;
  }

  /** The speed-up of as many ratios as there are rounds; nothing of none. */
  public Optional<Speedup> of(double... ratios) {
    if (ratios.length == 0) {
      return Optional.empty();
    }
    double ratio = median(ratios.clone());
    if (ratios.length == 1) {
      return Optional.of(new Speedup(ratio, null, null));
    }
    double[] medians = resampledMedians(ratios);
    return Optional.of(new Speedup(ratio, quantile(medians, TAIL), quantile(medians, 1 - TAIL)));
  }

  private double[] resampledMedians(double[] ratios) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] medians = new double[RESAMPLES];
    double[] sample = new double[ratios.length];
    for (int i = 0; i < RESAMPLES; i++) {
      Arrays.setAll(sample, any -> ratios[random.nextInt(ratios.length)]);
      medians[i] = median(sample);
    }
    Arrays.sort(medians);
    return medians;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return quantile(values, 0.5);
  }

  /** Linear interpolation between the closest ranks. */
  private static double quantile(double[] sorted, double quantile) {
    double rank = quantile * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
