package org.cbnet.trainer.training;

/**
 * How long and how fast a training goes.
 *
 * @param epochs passes over the training images
 * @param batchSize images a step
 * @param learningRate of the first step; falls to 0 along half a cosine (Loshchilov and Hutter
 *     2017, without restarts)
 * @param augmentation of the training images
 */
public record Schedule(int epochs, int batchSize, double learningRate, Augmentation augmentation) {
  public Schedule {
    if (epochs < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "epochs and batchSize must be at least 1: %d, %d".formatted(epochs, batchSize));
    }
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException("learningRate must be above 0: " + learningRate);
    }
  }

  /** The same for another number of epochs. */
  public Schedule withEpochs(int other) {
    return new Schedule(other, batchSize, learningRate, augmentation);
  }

  /** Learning rate of a step, counted from 1. */
  float rate(int step, int steps) {
    return (float) (learningRate * 0.5 * (1 + Math.cos(Math.PI * (step - 1) / steps)));
  }
}
