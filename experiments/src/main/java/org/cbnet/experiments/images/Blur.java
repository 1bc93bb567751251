package org.cbnet.experiments.images;

/** Gaussian blur of a grey image, rows first and then columns; beside the image it is black. */
final class Blur {
  // Beyond three deviations less than three in a thousand of a pixel's light falls.
  private static final double RADIUS_IN_SIGMAS = 3;

  private Blur() {}

  /** A blurred copy of an image, row by row. */
  static byte[] of(byte[] image, int height, int width, double sigma) {
    double[] kernel = kernel(sigma);
    double[] grey = new double[image.length];
    for (int i = 0; i < image.length; i++) {
      grey[i] = Byte.toUnsignedInt(image[i]);
    }
    double[] blurred = along(along(grey, height, width, kernel, 0, 1), height, width, kernel, 1, 0);
    byte[] result = new byte[image.length];
    for (int i = 0; i < image.length; i++) {
      result[i] = (byte) Math.round(blurred[i]);
    }
    return result;
  }

  private static double[] along(
      double[] image, int height, int width, double[] kernel, int stepY, int stepX) {
    int radius = kernel.length / 2;
    double[] result = new double[image.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
          int fromY = y + k * stepY;
          int fromX = x + k * stepX;
          if (fromY >= 0 && fromX >= 0 && fromY < height && fromX < width) {
            sum += kernel[k + radius] * image[fromY * width + fromX];
          }
        }
        result[y * width + x] = sum;
      }
    }
    return result;
  }

  private static double[] kernel(double sigma) {
    int radius = (int) Math.ceil(RADIUS_IN_SIGMAS * sigma);
    double[] kernel = new double[2 * radius + 1];
    double sum = 0;
    for (int k = -radius; k <= radius; k++) {
      kernel[k + radius] = Math.exp(-k * k / (2 * sigma * sigma));
      sum += kernel[k + radius];
    }
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] /= sum;
    }
    return kernel;
  }
}
