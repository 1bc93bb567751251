package org.cbnet.trainer.variant;

import java.nio.FloatBuffer;

/**
 * What values a tensor takes on calibration images: first their extent, then, on a second pass, how
 * they are spread over it.
 */
final class ActivationRange {
  private static final int BINS = 4_096;

  private final long[] counts = new long[BINS];
  private double least;
  private double most;
  private long total;

  /** First pass. */
  void extend(FloatBuffer values) {
    for (int i = 0; i < values.limit(); i++) {
      double value = values.get(i);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }

  /** Whether every value of the first pass was a finite number. */
  boolean isFinite() {
    // A value that is no number makes both ends none.
    return Double.isFinite(most - least);
  }

  /** Second pass, over the same values. */
  void count(FloatBuffer values) {
    double width = (most - least) / BINS;
    if (!(width > 0)) {
      return;
    }
    for (int i = 0; i < values.limit(); i++) {
      counts[Math.min(BINS - 1, (int) ((values.get(i) - least) / width))]++;
    }
    total += values.limit();
  }

  /** A coding for all values. */
  Affine minMax() {
    return Affine.covering(least, most);
  }

  /**
   * A coding for most values; those outside are cut off at its ends, and the others gain from the
   * finer scale.
   *
   * @param outside share of values to cut off, half of it on either side
   */
  Affine percentile(double outside) {
    double width = (most - least) / BINS;
    long allowed = (long) (total * outside / 2);
    int first = 0;
    for (long cut = counts[first]; cut <= allowed && first < BINS - 1; cut += counts[first]) {
      first++;
    }
    int last = BINS - 1;
    for (long cut = counts[last]; cut <= allowed && last > first; cut += counts[last]) {
      last--;
    }
    return Affine.covering(least + first * width, least + (last + 1) * width);
  }
}
