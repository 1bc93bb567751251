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

  /** Small networks that learn long: our converting autoencoder and its controls, all alike. */
  static final Budget CONVERSION = new Budget(30, 128, 3e-3);

  private static final int FEW = 10_000;

  /**
   * Passes over a data set: MNIST is learnt sooner; where only KMNIST's 7,011 training images are
   * at hand, three times the passes are still a third of the steps.
   *
   * @param images trained on
   */
  int epochs(KnownDataSet set, int images) {
    if (images < FEW) {
      return fashionEpochs * 3;
    }
    return set == KnownDataSet.MNIST ? Math.max(1, fashionEpochs * 3 / 5) : fashionEpochs;
  }
}
