package org.cbnet.inference;

import java.util.Objects;

/**
 * One decoded grey-scale image on its way through a strategy.
 *
 * <p>The pixel array is shared, not copied: a frame is made once by its source and read by one
 * strategy, and copying 784 bytes for each would be the largest allocation of the hot path. Whoever
 * makes a frame must not write to the array afterwards.
 *
 * @param id unique within its data set and round
 * @param pixels row by row, one unsigned byte each, 0 = background
 * @param height rows
 * @param width columns
 * @param trueLabel class index, or {@link #UNLABELLED} where nobody knows it (in the field)
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, see above
public record Frame(String id, byte[] pixels, int height, int width, int trueLabel) {

  /** The {@link #trueLabel()} of a frame whose class is not known. */
  public static final int UNLABELLED = -1;

  public Frame {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(pixels, "pixels is null");
    if (height < 1 || width < 1 || pixels.length != height * width) {
      throw new IllegalArgumentException(
          "frame %s must have height x width pixels: %d x %d, %d pixels"
              .formatted(id, height, width, pixels.length));
    }
    if (trueLabel < UNLABELLED) {
      throw new IllegalArgumentException("trueLabel must be >= -1: " + trueLabel);
    }
  }
}
