package org.cbnet.cloud.pairing;

/**
 * Labelled frames that two arms classified.
 *
 * @param bothRight frames that both predicted right
 * @param firstOnly frames that only the first predicted right
 * @param secondOnly frames that only the second predicted right
 * @param bothWrong frames that neither predicted right
 */
public record McNemar(long bothRight, long firstOnly, long secondOnly, long bothWrong) {
  // Two-sided 95 % of the normal distribution.
  private static final double Z = 1.959963984540054;

  /**
   * A difference and its 95 % interval.
   *
   * @param difference of two shares, -1..1
   * @param low end
   * @param high end
   */
  public record Difference(double difference, double low, double high) {}

  /** The same with first and second changed over. */
  public McNemar reversed() {
    return new McNemar(bothRight, secondOnly, firstOnly, bothWrong);
  }

  /** Labelled frames. */
  public long frames() {
    return bothRight + firstOnly + secondOnly + bothWrong;
  }

  /**
   * How likely counts of disagreement at least as unequal are between arms that are equally right:
   * McNemar's test (Psychometrika 12, 1947) in its exact conditional form, two-sided, by the
   * binomial distribution. It keeps its level, and errs on the cautious side.
   */
  public double exactP() {
    long disagreements = firstOnly + secondOnly;
    double tail = Binomial.atMost(Math.min(firstOnly, secondOnly), disagreements);
    return Math.min(1, 2 * tail);
  }

  /**
   * The same one-sided: how likely at least as many disagreements for the first are between arms
   * that are equally right. Small where the first is right more often.
   */
  public double exactOneSidedP() {
    long disagreements = firstOnly + secondOnly;
    return firstOnly >= secondOnly
        ? Binomial.atMost(secondOnly, disagreements)
        : 1 - Binomial.atMost(firstOnly - 1, disagreements);
  }

  /**
   * The first's accuracy less the second's, with the interval of Newcombe (Statistics in Medicine
   * 17, 1998, 2635-2650), method 10: Wilson's intervals of the two, squared and added, with their
   * correlation. Of one frame at least.
   */
  public Difference accuracyDifference() {
    double frames = frames();
    double first = (bothRight + firstOnly) / frames;
    double second = (bothRight + secondOnly) / frames;
    double firstBelow = first - wilson(first, frames, -1);
    double firstAbove = wilson(first, frames, 1) - first;
    double secondBelow = second - wilson(second, frames, -1);
    double secondAbove = wilson(second, frames, 1) - second;
    double correlation = correlation();
    double difference = (firstOnly - secondOnly) / frames;
    return new Difference(
        difference,
        difference - distance(firstBelow, secondAbove, correlation),
        difference + distance(firstAbove, secondBelow, correlation));
  }

  private static double distance(double one, double other, double correlation) {
    return Math.sqrt(Math.max(0, one * one - 2 * correlation * one * other + other * other));
  }

  private static double wilson(double share, double frames, int side) {
    double spread = Z * Math.sqrt(share * (1 - share) / frames + Z * Z / (4 * frames * frames));
    return (share + Z * Z / (2 * frames) + side * spread) / (1 + Z * Z / frames);
  }

  private double correlation() {
    double margins =
        Math.sqrt((double) (bothRight + firstOnly) * (secondOnly + bothWrong))
            * Math.sqrt((double) (bothRight + secondOnly) * (firstOnly + bothWrong));
    if (margins == 0) {
      return 0;
    }
    double product = (double) bothRight * bothWrong - (double) firstOnly * secondOnly;
    return (product > 0 ? Math.max(0, product - frames() / 2.0) : product) / margins;
  }
}
