package org.cbnet.inference.bundle;

/**
 * How a pixel becomes a network's input: {@code (pixel * scale - mean) / standardDeviation}.
 *
 * @param scale applied to the unsigned byte, 1/255 for an input of 0..1
 * @param mean subtracted after scaling
 * @param standardDeviation divided by last
 */
public record Preprocessing(double scale, double mean, double standardDeviation) {

  /** Pixels to 0..1, nothing else. */
  public static final Preprocessing UNIT_RANGE = new Preprocessing(1.0 / 255, 0, 1);

  public Preprocessing {
    if (!Double.isFinite(scale) || scale == 0) {
      throw new IllegalArgumentException("scale must be finite and not 0: " + scale);
    }
    if (!Double.isFinite(mean)) {
      throw new IllegalArgumentException("mean must be finite: " + mean);
    }
    if (!(standardDeviation > 0 && Double.isFinite(standardDeviation))) {
      throw new IllegalArgumentException(
          "standardDeviation must be finite and above 0: " + standardDeviation);
    }
    // Each may be fine alone and still overflow a float together.
    for (int pixel : new int[] {0, 255}) {
      if (!Float.isFinite((float) ((pixel * scale - mean) / standardDeviation))) {
        throw new IllegalArgumentException(
            "(pixel * %s - %s) / %s gives no finite input for pixel %d"
                .formatted(scale, mean, standardDeviation, pixel));
      }
    }
  }

  /** The input value of each of the 256 pixel values, so that the hot path only looks up. */
  public float[] table() {
    float[] values = new float[256];
    for (int pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = (float) ((pixel * scale - mean) / standardDeviation);
    }
    return values;
  }
}
