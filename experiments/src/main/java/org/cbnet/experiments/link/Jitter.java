package org.cbnet.experiments.link;

import java.util.SplittableRandom;

/**
 * What comes on top of a lane's delay: exponential with the profile's jitter as its mean, cut off
 * at ten means, drawn anew for whatever leaves together. Order is kept, as TCP does: what would
 * overtake arrives with what is before it, so that a steady flow sees more than the mean.
 */
final class Jitter {
  static final int MOST_MEANS = 10;

  /** Median of the sum of two draws, in means: solves (1 + x) exp(-x) = 1/2. */
  static final double MEDIAN_OF_TWO = 1.678_347;

  private final SplittableRandom random;

  Jitter(SplittableRandom random) {
    this.random = random;
  }

  /** The next, in nanoseconds. */
  long next(long meanNanos) {
    double means = -Math.log(1 - random.nextDouble());
    return Math.round(Math.min(MOST_MEANS, means) * meanNanos);
  }
}
