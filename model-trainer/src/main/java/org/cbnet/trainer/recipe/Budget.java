package org.cbnet.trainer.recipe;

import org.cbnet.inference.dataset.KnownDataSet;

/**
 * How long and how fast a recipe trains.
 *
 * @param fashionEpochs passes over Fashion-MNIST; the other sets follow from it
 * @param batchSize images a step
 * @param learningRate of the first step
 */
record Budget(int fashionEpochs, int batchSize, double learningRate) {
  /** The same for every classifier. */
  static final Budget CLASSIFIER = new Budget(20, 128, 3e-3);

  /**
   * Passes over a data set: MNIST is learnt sooner; of KMNIST only 7,011 training images may be at
   * hand, and three times the passes are then still a third of the steps.
   */
  int epochs(KnownDataSet set) {
    return switch (set) {
      case FASHION_MNIST -> fashionEpochs;
      case MNIST -> Math.max(1, fashionEpochs * 3 / 5);
      case KMNIST -> fashionEpochs * 3;
    };
  }
}
