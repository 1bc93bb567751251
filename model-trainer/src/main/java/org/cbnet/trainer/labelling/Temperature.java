package org.cbnet.trainer.labelling;

import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.Logits;

/**
 * The divisor of a classifier's logits under which its probabilities say how often it is right (Guo
 * et al., ICML 2017): the one with the least negative log-likelihood on validation images.
 */
final class Temperature {
  private static final double LEAST = Math.log(0.05);
  private static final double MOST = Math.log(20);
  private static final int STEPS = 60;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private Temperature() {}

  /** Golden-section search over the logarithm of the temperature; the likelihood has one top. */
  static double fit(float[][] logits, Examples examples) {
    double low = LEAST;
    double high = MOST;
    for (int i = 0; i < STEPS; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (loss(logits, examples, Math.exp(left)) <= loss(logits, examples, Math.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double loss(float[][] logits, Examples examples, double temperature) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum -= Logits.logProbability(logits[i], examples.label(i), temperature);
    }
    return sum / logits.length;
  }
}
