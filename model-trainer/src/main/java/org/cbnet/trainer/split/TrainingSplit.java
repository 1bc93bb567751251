package org.cbnet.trainer.split;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which of a data set's training images are trained on and which choices are made on; both in
 * ascending order, disjoint, together all.
 *
 * <p>The test images are no part of this: nothing that trains can see them.
 */
public final class TrainingSplit {
  /** Images held back for choices of a data set's 60,000. */
  public static final int VALIDATION_SIZE = 5_000;

  /** Images held back of KMNIST's 7,011 that are in circulation. */
  public static final int VALIDATION_SIZE_7011 = 711;

  private final int[] training;
  private final int[] validation;

  private TrainingSplit(int[] training, int[] validation) {
    this.training = training;
    this.validation = validation;
  }

  /** The split that holds back the images at these indices. */
  static TrainingSplit holdingBack(int[] validation, int images) {
    boolean[] held = new boolean[images];
    for (int index : validation) {
      if (index < 0 || index >= images || held[index]) {
        throw new IllegalArgumentException(
            "validation indices must be below %d and differ: %d".formatted(images, index));
      }
      held[index] = true;
    }
    int[] sorted = validation.clone();
    Arrays.sort(sorted);
    int[] rest = new int[images - sorted.length];
    int next = 0;
    for (int i = 0; i < images; i++) {
      if (!held[i]) {
        rest[next++] = i;
      }
    }
    return new TrainingSplit(rest, sorted);
  }

  /**
   * Draws a split in which every class has its share, to the nearest image (largest remainders).
   *
   * @param labels class of each training image
   */
  static TrainingSplit draw(byte[] labels, int classes, int size, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int[][] members = members(labels, classes);
    int[] quotas = quotas(members, labels.length, size);
    int[] validation = new int[size];
    int next = 0;
    for (int label = 0; label < classes; label++) {
      int[] drawn = members[label];
      for (int i = 0; i < quotas[label]; i++) {
        int other = random.nextInt(i, drawn.length);
        validation[next++] = drawn[other];
        drawn[other] = drawn[i];
      }
    }
    return holdingBack(validation, labels.length);
  }

  /** Indices to train on. */
  public int[] training() {
    return training.clone();
  }

  /** Indices to choose on. */
  public int[] validation() {
    return validation.clone();
  }

  private static int[][] members(byte[] labels, int classes) {
    int[] counts = new int[classes];
    for (byte label : labels) {
      counts[label]++;
    }
    int[][] members = new int[classes][];
    Arrays.setAll(members, label -> new int[counts[label]]);
    for (int i = labels.length - 1; i >= 0; i--) {
      members[labels[i]][--counts[labels[i]]] = i;
    }
    return members;
  }

  private static int[] quotas(int[][] members, int images, int size) {
    int[] quotas = new int[members.length];
    Integer[] byRemainder = new Integer[members.length];
    long[] remainders = new long[members.length];
    int given = 0;
    for (int label = 0; label < members.length; label++) {
      long share = (long) members[label].length * size;
      quotas[label] = (int) (share / images);
      remainders[label] = share % images;
      byRemainder[label] = label;
      given += quotas[label];
    }
    Arrays.sort(byRemainder, (a, b) -> Long.compare(remainders[b], remainders[a]));
    for (int i = 0; given < size; i++, given++) {
      quotas[byRemainder[i]]++;
    }
    return quotas;
  }
}
