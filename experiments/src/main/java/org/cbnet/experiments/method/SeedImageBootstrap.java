package org.cbnet.experiments.method;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.trainer.evaluation.Samples;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The difference in accuracy of two methods of training, each with several seeds, on the same
 * images: would other seeds and other images say the same?
 *
 * <p>Seeds and images are crossed random factors, so both are drawn with replacement, each image
 * with all seeds that were drawn (Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1,
 * 2007). Seeds of one method are drawn apart from those of the other. The deviation of the
 * resampled differences is the standard error, made larger as few seeds differ less among
 * themselves than all would (n / (n - 1)); interval and tests are Student's, with the degrees of
 * freedom of Satterthwaite (Biometrics Bulletin 2, 1946). Immutable.
 */
public final class SeedImageBootstrap {
  private static final int RESAMPLES = 2_000;

  private final double difference;
  private final double standardError;
  private final double degrees;

  /**
   * Resamples at once: 2,000 times all seeds and images.
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
        variance.widening() * resampledDeviation(arm, baseline, new SplittableRandom(seed));
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

  private static double resampledDeviation(
      MethodAccuracy arm, MethodAccuracy baseline, RandomGenerator random) {
    double[] differences = new double[RESAMPLES];
    double[] ofImage = new double[arm.images()];
    for (int i = 0; i < RESAMPLES; i++) {
      Arrays.fill(ofImage, 0);
      arm.addResampledSeeds(ofImage, 1, random);
      baseline.addResampledSeeds(ofImage, -1, random);
      double sum = 0;
      for (int image = 0; image < ofImage.length; image++) {
        sum += ofImage[random.nextInt(ofImage.length)];
      }
      differences[i] = sum / ofImage.length;
    }
    return new Samples(differences).deviation().orElseThrow();
  }
}
