package org.cbnet.trainer.evaluation;

import java.util.Arrays;

/** Order statistics and means of measured values. */
final class Samples {
  private final double[] sorted;

  Samples(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** Linear interpolation between the two nearest ranks (Hyndman and Fan's type 7). */
  double quantile(double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  double median() {
    return quantile(0.5);
  }

  double mean() {
    return Arrays.stream(sorted).average().orElseThrow();
  }
}
