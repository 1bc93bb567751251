package org.cbnet.inference.dataset;

import java.util.Objects;
import org.cbnet.inference.Frame;

/**
 * Images of one size with their labels, in file order.
 *
 * <p>The arrays are shared with whoever made the set; they are read, never written.
 *
 * @param dataSet name of the data set
 * @param split {@code train}, {@code t10k}, or {@code image} for a folder's; with the index it
 *     makes a frame's id
 * @param origin where the images were found, for people
 * @param height rows
 * @param width columns
 * @param pixels all images, one after another
 * @param labels one an image, unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, see above
public record LabelledImages(
    String dataSet,
    String split,
    String origin,
    int height,
    int width,
    byte[] pixels,
    byte[] labels) {

  public LabelledImages {
    Objects.requireNonNull(dataSet, "dataSet is null");
    Objects.requireNonNull(split, "split is null");
    Objects.requireNonNull(origin, "origin is null");
    if (labels.length * height * width != pixels.length) {
      throw new IllegalArgumentException(
          "%s %s: %d labels do not fit %d pixels of %d x %d images"
              .formatted(dataSet, split, labels.length, pixels.length, height, width));
    }
  }

  /** Number of images. */
  public int size() {
    return labels.length;
  }

  /** Class index of one image. */
  public int label(int index) {
    return Byte.toUnsignedInt(labels[index]);
  }

  /** Copies one image out as a frame; its id is {@code split-index}, five digits. */
  public Frame frame(int index) {
    int length = height * width;
    byte[] image = new byte[length];
    System.arraycopy(pixels, index * length, image, 0, length);
    return new Frame("%s-%05d".formatted(split, index), image, height, width, label(index));
  }
}
