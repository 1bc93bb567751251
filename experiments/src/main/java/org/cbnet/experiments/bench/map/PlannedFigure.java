package org.cbnet.experiments.bench.map;

import java.util.Objects;

/**
 * What frames of {@code partition} took, those that fell back included.
 *
 * @param p50Micros median from decoded pixels to label
 * @param cut the cut that it used most
 * @param fellBack of the frames
 * @param frames measured
 */
record PlannedFigure(double p50Micros, String cut, int fellBack, int frames) {
  PlannedFigure {
    Objects.requireNonNull(cut, "cut is null");
    if (fellBack < 0 || fellBack > frames) {
      throw new IllegalArgumentException(
          "%d of %d frames fell back: that can't be".formatted(fellBack, frames));
    }
  }
}
