package org.cbnet.trainer.training;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Where every random draw of a training comes from.
 *
 * @param value any number
 */
public record Seed(long value) {

  /** The generator of initial weights. */
  public RandomGenerator ofStart() {
    return new SplittableRandom(value);
  }

  /** The generator of an epoch, counted from 1: its order and augmentation need no other epoch. */
  public RandomGenerator ofEpoch(int epoch) {
    SplittableRandom root = new SplittableRandom(value);
    SplittableRandom drawn = root.split();
    for (int i = 1; i < epoch; i++) {
      drawn = root.split();
    }
    return drawn;
  }
}
