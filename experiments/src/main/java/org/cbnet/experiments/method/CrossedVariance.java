package org.cbnet.experiments.method;

import org.cbnet.trainer.evaluation.Samples;

/**
 * Where the variance of a difference of two methods comes from, each part estimated by itself.
 *
 * @param armSeeds of the arm's mean, by its seeds
 * @param baselineSeeds of the baseline's
 * @param images of the difference, by its images
 * @param seedsOfArm how many
 * @param seedsOfBaseline how many
 * @param imageCount how many
 */
record CrossedVariance(
    double armSeeds,
    double baselineSeeds,
    double images,
    int seedsOfArm,
    int seedsOfBaseline,
    int imageCount) {

  static CrossedVariance of(MethodAccuracy arm, MethodAccuracy baseline) {
    double[] ofImage = new double[arm.images()];
    arm.addShares(ofImage, 1);
    baseline.addShares(ofImage, -1);
    double deviation = new Samples(ofImage).deviation().orElseThrow();
    return new CrossedVariance(
        arm.varianceOfMean(),
        baseline.varianceOfMean(),
        deviation * deviation / ofImage.length,
        arm.seeds(),
        baseline.seeds(),
        ofImage.length);
  }

  /** Satterthwaite's; 1 where nothing varies. */
  double degreesOfFreedom() {
    double squares =
        armSeeds * armSeeds / (seedsOfArm - 1)
            + baselineSeeds * baselineSeeds / (seedsOfBaseline - 1)
            + images * images / (imageCount - 1);
    return squares == 0 ? 1 : total() * total() / squares;
  }

  /** How many times the deviation is what a bootstrap sees, which divides by n and not n - 1. */
  double widening() {
    double seen =
        armSeeds * (seedsOfArm - 1) / seedsOfArm
            + baselineSeeds * (seedsOfBaseline - 1) / seedsOfBaseline
            + images * (imageCount - 1) / imageCount;
    return seen == 0 ? 1 : Math.sqrt(total() / seen);
  }

  private double total() {
    return armSeeds + baselineSeeds + images;
  }
}
