package org.cbnet.trainer.evaluation;

/**
 * A 95 % interval.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
  // Two-sided 95 % quantile of the normal distribution.
  private static final double Z = 1.959963984540054;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low must be <= high: " + low + ", " + high);
    }
  }

  /**
   * Wilson's score interval of a share (Wilson 1927); holds near 0 and 1 too.
   *
   * @param hits of the trials
   * @param of trials, at least 1
   */
  public static Interval wilson(long hits, long of) {
    double share = (double) hits / of;
    double z2 = Z * Z / of;
    double centre = (share + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / of + z2 / of / 4);
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
