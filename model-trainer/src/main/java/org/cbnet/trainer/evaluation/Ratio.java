package org.cbnet.trainer.evaluation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How many times as fast one network is as another, from rounds in which both ran back to back.
 *
 * <p>Cores of shared machines change speed within seconds, so percentiles pooled over a run can't
 * be divided; a round is short enough for both to meet the same speed.
 *
 * @param ratio median over rounds of the quotient within a round
 * @param low lower end of the 95 % bootstrap interval over rounds
 * @param high upper end
 */
public record Ratio(double ratio, double low, double high) {
  private static final int RESAMPLES = 2_000;

  /**
   * The ratio of two series.
   *
   * @param baseline one figure a round
   * @param other one figure a round, of the same rounds
   * @param seed of the bootstrap (Efron 1979, percentile method)
   */
  static Ratio of(double[] baseline, double[] other, long seed) {
    double[] quotients = new double[baseline.length];
    for (int round = 0; round < quotients.length; round++) {
      quotients[round] = baseline[round] / other[round];
    }
    RandomGenerator random = new SplittableRandom(seed);
    double[] medians = new double[RESAMPLES];
    double[] resample = new double[quotients.length];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int round = 0; round < resample.length; round++) {
        resample[round] = quotients[random.nextInt(quotients.length)];
      }
      medians[i] = new Samples(resample).median();
    }
    Samples spread = new Samples(medians);
    return new Ratio(
        new Samples(quotients).median(), spread.quantile(0.025), spread.quantile(0.975));
  }
}
