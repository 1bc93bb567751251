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
  private final int[] teacherRows;

  Minibatch(int size, int height, int width) {
    this.size = size;
    this.height = height;
    this.width = width;
    this.values = new float[size * height * width];
    this.labels = new int[size];
    this.teacherRows = new int[size];
  }

  /** Rising values instead of images, for networks that take another size than the data set's. */
  public static Minibatch ramp(int size, int height, int width) {
    Minibatch batch = new Minibatch(size, height, width);
    for (int i = 0; i < batch.values.length; i++) {
      batch.values[i] = (float) i / batch.values.length;
    }
    return batch;
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

  /** Notes which example is at a slot, and whether it is mirrored. */
  void example(int slot, int position, boolean mirrored) {
    teacherRows[slot] = teacherRow(position, mirrored);
  }

  /** Which of the {@link Examples} is at a slot. */
  public int position(int slot) {
    return teacherRows[slot] / 2;
  }

  /** Row of a table of teacher's answers that belongs to an example of {@link Examples}. */
  public static int teacherRow(int position, boolean mirrored) {
    return 2 * position + (mirrored ? 1 : 0);
  }

  /** The images as a tensor [size, 1, height, width]. */
  public NDArray images(NDManager manager) {
    return manager.create(values, new Shape(size, 1, height, width));
  }

  /** For each image the row of a table that belongs to its class, as a tensor [size, columns]. */
  public NDArray rowsByLabel(NDManager manager, float[][] table) {
    return rows(manager, table, labels);
  }

  /** For each image the row of a table by {@link #teacherRow}, as a tensor [size, columns]. */
  public NDArray rowsByExample(NDManager manager, float[][] table) {
    return rows(manager, table, teacherRows);
  }

  /** For each image the row of a table that its position points to, as a tensor [size, columns]. */
  public NDArray rowsByPosition(NDManager manager, float[][] table, int[] rowOfPosition) {
    int[] wanted = new int[size];
    for (int i = 0; i < size; i++) {
      wanted[i] = rowOfPosition[position(i)];
    }
    return rows(manager, table, wanted);
  }

  private NDArray rows(NDManager manager, float[][] table, int[] wanted) {
    int columns = table[0].length;
    float[] rows = new float[size * columns];
    for (int i = 0; i < size; i++) {
      System.arraycopy(table[wanted[i]], 0, rows, i * columns, columns);
    }
    return manager.create(rows, new Shape(size, columns));
  }
}
