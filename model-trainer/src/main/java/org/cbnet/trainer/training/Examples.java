package org.cbnet.trainer.training;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.training.Augmentation.Change;

/**
 * Some images of a data set, from which batches of network input are assembled in Java, so that
 * trainer and strategies share one preprocessing table.
 */
public final class Examples {
  private final LabelledImages images;
  private final int[] indices;
  private final float[] table;

  /**
   * @param indices which images, in the order in which {@link #inOrder} gives them
   */
  public Examples(LabelledImages images, int[] indices, Preprocessing preprocessing) {
    this.images = images;
    this.indices = indices.clone();
    this.table = preprocessing.table();
  }

  public int size() {
    return indices.length;
  }

  /** The label of the image at a position. */
  public int label(int position) {
    return images.label(indices[position]);
  }

  /** Index within the data set of the image at a position. */
  public int index(int position) {
    return indices[position];
  }

  /** These images only as far as the first ones go; for short trials and tests. */
  public Examples first(int count) {
    return new Examples(images, Arrays.copyOf(indices, Math.min(count, size())), table);
  }

  /** Positions 0 to size - 1 in a random order. */
  int[] shuffled(RandomGenerator random) {
    int[] order = new int[size()];
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /** The images at some positions of an order, each changed by a fresh draw. */
  Minibatch batch(
      int[] order, int from, int count, Augmentation augmentation, RandomGenerator random) {
    Minibatch batch = new Minibatch(count, images.height(), images.width());
    for (int i = 0; i < count; i++) {
      copy(order[from + i], augmentation.draw(random), batch, i);
    }
    return batch;
  }

  /** Images at consecutive positions, each mirrored left to right. */
  public Minibatch mirrored(int from, int count) {
    Minibatch batch = new Minibatch(count, images.height(), images.width());
    for (int i = 0; i < count; i++) {
      copy(from + i, Change.MIRRORED, batch, i);
    }
    return batch;
  }

  /** Unchanged images at consecutive positions. */
  public Minibatch inOrder(int from, int count) {
    Minibatch batch = new Minibatch(count, images.height(), images.width());
    for (int i = 0; i < count; i++) {
      copy(from + i, Change.NONE, batch, i);
    }
    return batch;
  }

  private Examples(LabelledImages images, int[] indices, float[] table) {
    this.images = images;
    this.indices = indices;
    this.table = table;
  }

  private void copy(int position, Change change, Minibatch batch, int slot) {
    int height = images.height();
    int width = images.width();
    int source = indices[position] * height * width;
    int target = slot * height * width;
    batch.labels()[slot] = label(position);
    batch.example(slot, position, change.mirrored());
    for (int row = 0; row < height; row++) {
      int sourceRow = change.sourceRow(row);
      for (int column = 0; column < width; column++) {
        int sourceColumn = change.sourceColumn(column, width);
        boolean inside =
            sourceRow >= 0 && sourceRow < height && sourceColumn >= 0 && sourceColumn < width;
        int pixel = inside ? images.pixels()[source + sourceRow * width + sourceColumn] & 0xff : 0;
        batch.values()[target + row * width + column] = table[pixel];
      }
    }
  }
}
