package org.cbnet.trainer.recipe;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.trainer.training.Schedule;

/**
 * What the user sets for a training.
 *
 * @param seed of every random draw
 * @param epochs in place of the recipe's own number
 */
public record Settings(long seed, OptionalInt epochs) {
  public Settings {
    if (epochs.isPresent() && epochs.getAsInt() < 1) {
      throw new IllegalArgumentException("epochs must be at least 1: " + epochs.getAsInt());
    }
  }

  /** A fresh generator; each recipe takes its own, so that one alone trains as it does in a row. */
  RandomGenerator random() {
    return new SplittableRandom(seed);
  }

  /** A recipe's schedule with the user's number of epochs. */
  Schedule apply(Schedule own) {
    return epochs.isPresent() ? own.withEpochs(epochs.getAsInt()) : own;
  }
}
