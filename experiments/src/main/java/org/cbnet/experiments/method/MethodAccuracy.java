package org.cbnet.experiments.method;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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

  /** Adds to each image the share of seeds that were right on it, times the sign. */
  void addShares(double[] ofImage, int sign) {
    for (boolean[] images : right) {
      for (int image = 0; image < ofImage.length; image++) {
        ofImage[image] += images[image] ? (double) sign / seeds() : 0;
      }
    }
  }

  /** By seed, which images were predicted right. */
  List<BitSet> rightImages() {
    return Arrays.stream(right).map(MethodAccuracy::set).toList();
  }

  private double[] ofSeeds() {
    return Arrays.stream(right).mapToDouble(MethodAccuracy::share).toArray();
  }

  private static double share(boolean[] images) {
    return (double) set(images).cardinality() / images.length;
  }

  private static BitSet set(boolean[] images) {
    BitSet set = new BitSet(images.length);
    for (int image = 0; image < images.length; image++) {
      set.set(image, images[image]);
    }
    return set;
  }
}
