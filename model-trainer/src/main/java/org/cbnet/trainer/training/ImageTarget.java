package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What the converted images of a batch are to be like. */
public interface ImageTarget {

  /** Values [size, pixels], in the converted image's size. */
  NDArray of(Minibatch batch, NDManager manager);

  /** One image a class. */
  static ImageTarget byClass(float[][] images) {
    float[][] table = Rows.copy(images);
    return (batch, manager) -> batch.rowsByLabel(manager, table);
  }

  /**
   * One image an example.
   *
   * @param images to choose from
   * @param imageOfPosition row in {@code images} for each of the examples
   */
  static ImageTarget byExample(float[][] images, int[] imageOfPosition) {
    float[][] table = Rows.copy(images);
    int[] rows = imageOfPosition.clone();
    return (batch, manager) -> batch.rowsByPosition(manager, table, rows);
  }
}
