package org.cbnet.experiments.method;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.cbnet.trainer.evaluation.Samples;

/** Which images the networks of one method predicted right, by seed. */
final class MethodAccuracy {
  private final boolean[][] right;

  /** Takes at least two seeds of as many images each; the arrays are not written to. */
  MethodAccuracy(boolean[][] right) {
    if (right.length < 2) {
      throw new IllegalArgumentException(
          "a method needs at least 2 seeds, it has %d: compare single bundles by McNemar's test"
              .formatted(right.length));
    }
    for (boolean[] images : right) {
      if (images.length != right[0].length || images.length < 2) {
        throw new IllegalArgumentException(
            "every seed must have the same images, at least 2: %d, %d"
                .formatted(right[0].length, images.length));
      }
    }
    this.right = right;
  }

  int seeds() {
    return right.length;
  }

  int images() {
    return right[0].length;
  }

  /** Mean over seeds. */
  double accuracy() {
    return Arrays.stream(ofSeeds()).average().orElseThrow();
  }

  /** Variance of the mean over seeds, by what seeds differ among themselves. */
  double varianceOfMean() {
    double deviation = new Samples(ofSeeds()).deviation().orElseThrow();
    return deviation * deviation / seeds();
  }

  /** Adds to each image the share of seeds that were right on it. */
  void addShares(double[] ofImage, int sign) {
    int[] each = new int[seeds()];
    Arrays.fill(each, 1);
    add(ofImage, sign, each);
  }

  /** The same of as many seeds, drawn with replacement. */
  void addResampledSeeds(double[] ofImage, int sign, RandomGenerator random) {
    int[] drawn = new int[seeds()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[random.nextInt(drawn.length)]++;
    }
    add(ofImage, sign, drawn);
  }

  private void add(double[] ofImage, int sign, int[] times) {
    for (int seed = 0; seed < times.length; seed++) {
      double share = (double) sign * times[seed] / seeds();
      for (int image = 0; image < ofImage.length; image++) {
        ofImage[image] += right[seed][image] ? share : 0;
      }
    }
  }

  private double[] ofSeeds() {
    return Arrays.stream(right).mapToDouble(MethodAccuracy::share).toArray();
  }

  private static double share(boolean[] images) {
    int hits = 0;
    for (boolean isRight : images) {
      hits += isRight ? 1 : 0;
    }
    return (double) hits / images.length;
  }
}
