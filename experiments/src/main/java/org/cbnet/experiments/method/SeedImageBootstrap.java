package org.cbnet.experiments.method;

import java.util.BitSet;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.trainer.evaluation.Samples;
import org.cbnet.trainer.evaluation.accuracy.CrossedResamples;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The difference in accuracy of two methods of training, each with several seeds, on the same
 * images: would other seeds and other images say the same?
 *
 * <p>Seeds and images are crossed random factors, so both are drawn with replacement, each image
 * with all seeds that were drawn ({@link CrossedResamples}: Owen's pigeonhole bootstrap, 2007).
 * Seeds of one method are drawn apart from those of the other. The deviation of the resampled
 * differences is the standard error, made larger as few seeds differ less among themselves than all
 * would (n / (n - 1)); interval and tests are Student's, with the degrees of freedom of
 * Satterthwaite (Biometrics Bulletin 2, 1946). Immutable.
 */
public final class SeedImageBootstrap {
  private static final int RESAMPLES = 10_000;

  private final double difference;
  private final double standardError;
  private final double degrees;

  /**
   * Resamples at once: 10,000 times all seeds and images.
   *
   * @param armRight whether the arm's network of a seed predicted an image right, by seed and
   *     image; at least two seeds
   * @param baselineRight the same of the baseline, on the same images; its seeds may be more or
   *     fewer
   * @param seed of the draws
   */
  public SeedImageBootstrap(boolean[][] armRight, boolean[][] baselineRight, long seed) {
    MethodAccuracy arm = new MethodAccuracy(armRight);
    MethodAccuracy baseline = new MethodAccuracy(baselineRight);
    if (arm.images() != baseline.images()) {
      throw new IllegalArgumentException(
          "arm and baseline must have the same images: %d, %d"
              .formatted(arm.images(), baseline.images()));
    }
    this.difference = arm.accuracy() - baseline.accuracy();
    CrossedVariance variance = CrossedVariance.of(arm, baseline);
    this.degrees = variance.degreesOfFreedom();
    this.standardError =
        variance.widening() * new Samples(resamples(arm, baseline, seed)).deviation().orElseThrow();
  }

  /** The arm's mean accuracy over seeds less the baseline's, as a share, with its 95 % interval. */
  public Figure difference() {
    if (standardError == 0) {
      return new Figure(difference, difference, difference);
    }
    double half = student().inverseCumulativeProbability(0.975) * standardError;
    return new Figure(difference, difference - half, difference + half);
  }

  /** How likely a difference at least as large, of either sign, is between methods as accurate. */
  public double pValueTwoSided() {
    return standardError == 0
        ? 1
        : 2 * student().cumulativeProbability(-Math.abs(difference) / standardError);
  }

  /**
   * How likely what was seen is where the difference is not above the margin. 1 where neither seeds
   * nor images differ, since nothing tells then how sure the difference is.
   *
   * @param margin as a share; below 0 for non-inferiority
   */
  public double pValue(double margin) {
    return standardError == 0
        ? 1
        : student().cumulativeProbability((margin - difference) / standardError);
  }

  private TDistribution student() {
    return new TDistribution(degrees);
  }

  private static double[] resamples(MethodAccuracy arm, MethodAccuracy baseline, long seed) {
    BitSet all = new BitSet();
    all.set(0, arm.images());
    return new CrossedResamples(arm.rightImages(), baseline.rightImages(), all)
        .differences(RESAMPLES, false, seed);
  }
}
