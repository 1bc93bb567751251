package org.cbnet.inference.dataset;

/**
 * A decoded grey-scale image of any size.
 *
 * @param height rows
 * @param width columns
 * @param pixels row by row, one unsigned byte each, 0 = black; the reader's own, handed on without
 *     a copy
 */
@SuppressWarnings("ArrayRecordComponent") // see above
public record GreyImage(int height, int width, byte[] pixels) {
  public GreyImage {
    if (height < 1 || width < 1 || pixels.length != (long) height * width) {
      throw new IllegalArgumentException(
          "an image must have height x width pixels: %d x %d, %d pixels"
              .formatted(height, width, pixels.length));
    }
  }

  /**
   * Brings the image to a size, each axis on its own: the mean of what a pixel covers where it gets
   * smaller, bilinear where it gets larger. The image is stretched, nothing is cut off.
   */
  public byte[] resized(int toHeight, int toWidth) {
    if (toHeight == height && toWidth == width) {
      return pixels;
    }
    Resampling columns = Resampling.of(width, toWidth);
    Resampling rows = Resampling.of(height, toHeight);
    double[] narrowed = new double[height * toWidth];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < toWidth; x++) {
        double[] weights = columns.weights(x);
        int from = y * width + columns.first(x);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * (pixels[from + i] & 0xff);
        }
        narrowed[y * toWidth + x] = sum;
      }
    }
    byte[] resized = new byte[toHeight * toWidth];
    for (int y = 0; y < toHeight; y++) {
      double[] weights = rows.weights(y);
      for (int x = 0; x < toWidth; x++) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * narrowed[(rows.first(y) + i) * toWidth + x];
        }
        // Weights add up to 1, so that only rounding could leave 0..255.
        resized[y * toWidth + x] = (byte) Math.min(255, Math.max(0, Math.round(sum)));
      }
    }
    return resized;
  }
}
