package org.cbnet.trainer.training;

import java.util.random.RandomGenerator;

/**
 * Random changes of a training image that keep its class.
 *
 * @param flip mirrors every other image left to right; wrong for writing
 * @param shift moves by up to this many pixels in each direction, background comes in
 */
public record Augmentation(boolean flip, int shift) {
  /** Images as they are. */
  public static final Augmentation NONE = new Augmentation(false, 0);

  public Augmentation {
    if (shift < 0) {
      throw new IllegalArgumentException("shift must be >= 0: " + shift);
    }
  }

  /** Draws one change for one image. */
  Change draw(RandomGenerator random) {
    boolean mirrored = flip && random.nextBoolean();
    int right = shift == 0 ? 0 : random.nextInt(-shift, shift + 1);
    int down = shift == 0 ? 0 : random.nextInt(-shift, shift + 1);
    return new Change(mirrored, right, down);
  }

  /** One image's change. */
  record Change(boolean mirrored, int right, int down) {
    static final Change NONE = new Change(false, 0, 0);
    static final Change MIRRORED = new Change(true, 0, 0);

    /** Column or row of the source that a target's column comes from; may be outside. */
    int sourceColumn(int column, int width) {
      int moved = column - right;
      return mirrored ? width - 1 - moved : moved;
    }

    int sourceRow(int row) {
      return row - down;
    }
  }
}
