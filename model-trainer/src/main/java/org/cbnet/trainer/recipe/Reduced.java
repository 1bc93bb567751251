package org.cbnet.trainer.recipe;

/** Square images in a smaller size: each pixel the mean of a square. */
final class Reduced {
  private Reduced() {}

  /**
   * @param image row by row
   * @param side rows and columns of the image
   * @param target rows and columns wanted; divides {@code side}
   */
  static float[] to(float[] image, int side, int target) {
    if (target < 1 || side % target != 0 || image.length != side * side) {
      throw new IllegalArgumentException(
          "an image of %d values and %d columns can't be reduced to %d columns"
              .formatted(image.length, side, target));
    }
    int block = side / target;
    float[] reduced = new float[target * target];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        reduced[row / block * target + column / block] += image[row * side + column];
      }
    }
    for (int i = 0; i < reduced.length; i++) {
      reduced[i] /= block * block;
    }
    return reduced;
  }
}
