package org.cbnet.inference.dataset;

/**
 * Along one axis, which source pixels make up each target pixel, and with what weight.
 *
 * <p>Where the axis shrinks, a target pixel is the mean of the stretch that it covers, pixels at
 * its ends counted by the part that is covered. Where it grows, it is the linear interpolation
 * between the two source pixels whose centres enclose its own, and beyond the outer centres the
 * outer pixel.
 */
final class Resampling {
  private final int[] first;
  private final double[][] weights;

  private Resampling(int length) {
    this.first = new int[length];
    this.weights = new double[length][];
  }

  static Resampling of(int from, int to) {
    Resampling resampling = new Resampling(to);
    for (int i = 0; i < to; i++) {
      if (to < from) {
        resampling.average(i, from, to);
      } else {
        resampling.interpolate(i, from, to);
      }
    }
    return resampling;
  }

  /** The first source pixel of a target pixel. */
  int first(int target) {
    return first[target];
  }

  /** Weights of the source pixels from {@link #first} on; they add up to 1. */
  double[] weights(int target) {
    return weights[target];
  }

  // In units of 1/to source pixels, so that the ends are exact.
  private void average(int target, long from, long to) {
    long low = target * from;
    long high = low + from;
    first[target] = (int) (low / to);
    weights[target] = new double[(int) ((high - 1) / to) - first[target] + 1];
    for (int i = 0; i < weights[target].length; i++) {
      long pixel = (first[target] + i) * to;
      long covered = Math.min(high, pixel + to) - Math.max(low, pixel);
      weights[target][i] = (double) covered / from;
    }
  }

  private void interpolate(int target, int from, int to) {
    double centre = (target + 0.5) * from / to - 0.5;
    int below = (int) Math.floor(centre);
    if (below < 0 || below >= from - 1) {
      first[target] = below < 0 ? 0 : from - 1;
      weights[target] = new double[] {1};
    } else {
      first[target] = below;
      weights[target] = new double[] {1 - (centre - below), centre - below};
    }
  }
}
