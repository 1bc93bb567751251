package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;

/** Losses on batches, each a scalar: the mean over the batch. */
final class Losses {
  // Keras' epsilon, as in the published code: keeps the logarithm finite.
  private static final float EPSILON = 1e-7f;

  private Losses() {}

  /**
   * Cross-entropy of logits against a distribution.
   *
   * @param target [size, classes], rows sum to 1
   */
  static NDArray crossEntropy(NDArray logits, NDArray target) {
    return logits.logSoftmax(1).mul(target).sum().div(-logits.getShape().get(0));
  }

  /** Mean over all values of the squared difference. */
  static NDArray meanSquares(NDArray found, NDArray target) {
    return found.sub(target).square().mean();
  }

  /** Mean over all values of the binary cross-entropy of values in 0..1. */
  static NDArray binaryCrossEntropy(NDArray found, NDArray target) {
    NDArray p = found.clip(EPSILON, 1 - EPSILON);
    NDArray hit = p.log().mul(target);
    NDArray miss = p.mul(-1).add(1).log().mul(target.mul(-1).add(1));
    return hit.add(miss).mean().neg();
  }

  /** Sum over an example's values of their sizes, mean over the batch. */
  static NDArray meanAbsoluteSum(NDArray values) {
    return values.abs().sum().div(values.getShape().get(0));
  }
}
