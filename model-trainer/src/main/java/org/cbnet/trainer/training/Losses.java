package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;

/**
 * Losses on batches, each a scalar: the mean over the batch.
 *
 * <p>Nothing here multiplies or divides by a Java number: DJL 0.35 makes a tensor on a Java buffer
 * for it and closes that at once, although the gradient still reads it. A garbage collection
 * between loss and gradient then puts other memory in its place. Constants are therefore tensors of
 * the batch's manager, which lives until the gradient is known.
 */
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
    NDArray sum = logits.logSoftmax(1).mul(target).sum();
    return sum.div(constant(logits, (double) -logits.getShape().get(0)));
  }

  /** Mean over all values of the squared difference. */
  static NDArray meanSquares(NDArray found, NDArray target) {
    NDArray difference = found.sub(target);
    return difference.mul(difference).mean();
  }

  /** Mean over all values of the binary cross-entropy of values in 0..1. */
  static NDArray binaryCrossEntropy(NDArray found, NDArray target) {
    NDArray one = constant(found, 1);
    NDArray p = found.clip(EPSILON, 1 - EPSILON);
    NDArray hit = p.log().mul(target);
    NDArray miss = one.sub(p).log().mul(one.sub(target));
    return hit.add(miss).mean().neg();
  }

  /** Sum over an example's values of their sizes, mean over the batch. */
  static NDArray meanAbsoluteSum(NDArray values) {
    return values.abs().sum().div(constant(values, (double) values.getShape().get(0)));
  }

  /** A loss times a number. */
  static NDArray weighted(NDArray loss, double weight) {
    return loss.mul(constant(loss, weight));
  }

  private static NDArray constant(NDArray other, double value) {
    return other.getManager().create((float) value);
  }
}
