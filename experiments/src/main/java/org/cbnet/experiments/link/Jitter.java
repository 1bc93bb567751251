package org.cbnet.experiments.link;

import java.util.SplittableRandom;

/**
 * What comes on top of a lane's delay: exponential with the profile's jitter as its mean, cut off
 * at ten means, drawn anew for whatever leaves together. Order is kept, as TCP does: what would
 * overtake arrives with what is before it, so that a steady flow sees more than the mean.
 */
final class Jitter {
  static final int MOST_MEANS = 10;

  private final SplittableRandom random;

  Jitter(SplittableRandom random) {
    this.random = random;
  }

  /** The next, in nanoseconds. */
  long next(long meanNanos) {
    double means = -Math.log(1 - random.nextDouble());
    return Math.round(Math.min(MOST_MEANS, means) * meanNanos);
  }

  /** What the sum of two draws does not exceed in that share of cases, in means; no cut-off. */
  static double ofTwo(double share) {
    double low = 0;
    double high = 2 * MOST_MEANS;
    while (high - low > 1e-9) {
      double middle = (low + high) / 2;
      if (1 - (1 + middle) * Math.exp(-middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
