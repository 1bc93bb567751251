package org.cbnet.trainer.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Order statistics and means of measured values. */
public final class Samples {
  private final double[] sorted;

  /** Takes at least one value; the array is not kept. */
  public Samples(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** Linear interpolation between the two nearest ranks (Hyndman and Fan's type 7). */
  public double quantile(double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  /** The middle value. */
  public double median() {
    return quantile(0.5);
  }

  /** Sample standard deviation, n - 1 below the sum; empty with one value. */
  public OptionalDouble deviation() {
    if (sorted.length < 2) {
      return OptionalDouble.empty();
    }
    double mean = mean();
    double squares = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
    return OptionalDouble.of(Math.sqrt(squares / (sorted.length - 1)));
  }

  /** The arithmetic mean. */
  public double mean() {
    return Arrays.stream(sorted).average().orElseThrow();
  }
}
