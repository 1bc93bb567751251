package org.cbnet.trainer.evaluation.latency;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.trainer.evaluation.Samples;

/**
 * How many times as fast one network is as another, from rounds in which both ran back to back.
 *
 * <p>Cores of shared machines change speed within seconds, so percentiles pooled over a run can't
 * be divided; a round is short enough for both to meet the same speed.
 *
 * @param ratio median over all rounds of the quotient within a round
 * @param low lower end of the 95 % bootstrap interval over processes, then rounds
 * @param high upper end
 */
public record Ratio(double ratio, double low, double high) {
  private static final int RESAMPLES = 2_000;

  public Ratio {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low must be <= high: " + low + ", " + high);
    }
  }

  /** Whether the two intervals have a value in common. */
  public boolean overlaps(Ratio other) {
    return low <= other.high && other.low <= high;
  }

  /** Whether a value lies within the interval. */
  public boolean holds(double value) {
    return low <= value && value <= high;
  }

  /**
   * The ratio of two series, with a bootstrap in two levels (Davison and Hinkley 1997, 3.8):
   * processes are drawn with replacement, then rounds within each. Rounds of one process share the
   * places that its memory and its compiled code happened to get, so that they tell less than as
   * many of different processes.
   *
   * @param baseline one figure a process and round
   * @param other one figure a process and round, of the same rounds
   * @param seed of the bootstrap
   */
  static Ratio of(double[][] baseline, double[][] other, long seed) {
    double[][] quotients = quotients(baseline, other);
    RandomGenerator random = new SplittableRandom(seed);
    double[] medians = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      medians[i] = new Samples(resample(quotients, random)).median();
    }
    Samples spread = new Samples(medians);
    double ratio =
        new Samples(Arrays.stream(quotients).flatMapToDouble(Arrays::stream).toArray()).median();
    return new Ratio(ratio, spread.quantile(0.025), spread.quantile(0.975));
  }

  private static double[][] quotients(double[][] baseline, double[][] other) {
    double[][] quotients = new double[baseline.length][];
    for (int process = 0; process < quotients.length; process++) {
      quotients[process] = new double[baseline[process].length];
      for (int round = 0; round < quotients[process].length; round++) {
        quotients[process][round] = baseline[process][round] / other[process][round];
      }
    }
    return quotients;
  }

  private static double[] resample(double[][] quotients, RandomGenerator random) {
    double[][] drawn = new double[quotients.length][];
    for (int i = 0; i < drawn.length; i++) {
      double[] process = quotients[random.nextInt(quotients.length)];
      drawn[i] = new double[process.length];
      for (int round = 0; round < process.length; round++) {
        drawn[i][round] = process[random.nextInt(process.length)];
      }
    }
    return Arrays.stream(drawn).flatMapToDouble(Arrays::stream).toArray();
  }
}
