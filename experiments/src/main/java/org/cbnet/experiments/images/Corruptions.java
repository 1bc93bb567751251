package org.cbnet.experiments.images;

import java.util.SplittableRandom;
import org.cbnet.experiments.definition.ImageChoice.Corrupted;

/**
 * Corrupts grey images in five severities, each image by a seed of its own.
 *
 * <p>Noise and contrast have the severities of ImageNet-C, blur those of CIFAR-10-C, whose images
 * are about as small (Hendrycks and Dietterich, "Benchmarking Neural Network Robustness to Common
 * Corruptions and Perturbations", ICLR 2019, and the code published with it). Rotation is not among
 * theirs; its angles are chosen here.
 */
final class Corruptions {
  private static final double[] NOISE_DEVIATION = {0.08, 0.12, 0.18, 0.26, 0.38};
  private static final double[] BLUR_SIGMA = {0.4, 0.6, 0.7, 0.8, 1.0};
  private static final double[] ROTATION_DEGREES = {10, 20, 30, 40, 50};
  private static final double[] CONTRAST_FACTOR = {0.4, 0.3, 0.2, 0.1, 0.05};
  private static final int WHITE = 255;

  private Corruptions() {}

  /** A corrupted copy of one image, row by row. */
  static byte[] of(byte[] image, int height, int width, Corrupted how, long seed) {
    int level = how.severity() - 1;
    SplittableRandom random = new SplittableRandom(seed);
    return switch (how.kind()) {
      case NOISE -> noise(image, WHITE * NOISE_DEVIATION[level], random);
      case BLUR -> Blur.of(image, height, width, BLUR_SIGMA[level]);
      case ROTATION ->
          rotate(image, height, width, ROTATION_DEGREES[level] * (random.nextBoolean() ? 1 : -1));
      case CONTRAST -> contrast(image, CONTRAST_FACTOR[level]);
    };
  }

  private static byte[] noise(byte[] image, double deviation, SplittableRandom random) {
    byte[] noisy = new byte[image.length];
    for (int i = 0; i < image.length; i++) {
      noisy[i] = grey(Byte.toUnsignedInt(image[i]) + deviation * random.nextGaussian());
    }
    return noisy;
  }

  private static byte[] contrast(byte[] image, double factor) {
    double sum = 0;
    for (byte pixel : image) {
      sum += Byte.toUnsignedInt(pixel);
    }
    double mean = sum / image.length;
    byte[] flat = new byte[image.length];
    for (int i = 0; i < image.length; i++) {
      flat[i] = grey(mean + factor * (Byte.toUnsignedInt(image[i]) - mean));
    }
    return flat;
  }

  // For each pixel of the turned image the place that it came from, between its four neighbours.
  private static byte[] rotate(byte[] image, int height, int width, double degrees) {
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    double middleY = (height - 1) / 2.0;
    double middleX = (width - 1) / 2.0;
    byte[] turned = new byte[image.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double fromX = middleX + cosine * (x - middleX) + sine * (y - middleY);
        double fromY = middleY - sine * (x - middleX) + cosine * (y - middleY);
        turned[y * width + x] = grey(between(image, height, width, fromY, fromX));
      }
    }
    return turned;
  }

  private static double between(byte[] image, int height, int width, double y, double x) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    double down = y - top;
    double right = x - left;
    return (1 - down) * (1 - right) * at(image, height, width, top, left)
        + (1 - down) * right * at(image, height, width, top, left + 1)
        + down * (1 - right) * at(image, height, width, top + 1, left)
        + down * right * at(image, height, width, top + 1, left + 1);
  }

  // Beside the image is nothing: the sets' own background.
  private static int at(byte[] image, int height, int width, int y, int x) {
    boolean outside = y < 0 || x < 0 || y >= height || x >= width;
    return outside ? 0 : Byte.toUnsignedInt(image[y * width + x]);
  }

  private static byte grey(double value) {
    return (byte) Math.round(Math.max(0, Math.min(WHITE, value)));
  }
}
