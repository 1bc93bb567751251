package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Input values and labels of some images; filled by {@link Examples}, then only read. */
public final class Minibatch {
  private final int size;
  private final int height;
  private final int width;
  private final float[] values;
  private final int[] labels;

  Minibatch(int size, int height, int width) {
    this.size = size;
    this.height = height;
    this.width = width;
    this.values = new float[size * height * width];
    this.labels = new int[size];
  }

  public int size() {
    return size;
  }

  /** Image after image, row by row; the batch's own array. */
  public float[] values() {
    return values;
  }

  /** Class indices; the batch's own array. */
  public int[] labels() {
    return labels;
  }

  /** The images as a tensor [size, 1, height, width]. */
  public NDArray images(NDManager manager) {
    return manager.create(values, new Shape(size, 1, height, width));
  }

  /** For each image the row of a table that belongs to its class, as a tensor [size, columns]. */
  public NDArray rowsByLabel(NDManager manager, float[][] table) {
    int columns = table[0].length;
    float[] rows = new float[size * columns];
    for (int i = 0; i < size; i++) {
      System.arraycopy(table[labels[i]], 0, rows, i * columns, columns);
    }
    return manager.create(rows, new Shape(size, columns));
  }
}
