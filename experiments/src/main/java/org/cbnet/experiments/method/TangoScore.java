package org.cbnet.experiments.method;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The score test of a difference of paired proportions (Tango, "Equivalence test and confidence
 * interval for the difference in proportions for the paired-sample design", Statistics in Medicine
 * 17, 1998, 891-908). The variance is that of the difference which is held against the data, so
 * that it is not 0 where the two never disagree.
 */
final class TangoScore {
  private static final NormalDistribution NORMAL = new NormalDistribution();

  private TangoScore() {}

  /**
   * How likely what was seen, or more, is where the difference is not above a bound.
   *
   * @param gained pairs that only the first has
   * @param lost pairs that only the second has
   * @param pairs in all
   * @param bound of the difference first less second, -1..1, not 0 where nothing was gained or lost
   */
  static double pValue(long gained, long lost, long pairs, double bound) {
    // The likeliest share of lost pairs, where the difference is the bound: the larger root.
    double a = 2.0 * pairs;
    double b = (2.0 * pairs - gained + lost) * bound - gained - lost;
    double c = -lost * bound * (1 - bound);
    double likeliest = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
    double variance = pairs * (2 * likeliest + bound * (1 - bound));
    double score = (gained - lost - pairs * bound) / Math.sqrt(variance);
    return NORMAL.cumulativeProbability(-score);
  }
}
