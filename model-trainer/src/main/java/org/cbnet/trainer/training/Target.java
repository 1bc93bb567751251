package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What logits are to come near. */
public interface Target {

  /** Loss of a batch's logits [size, classes]; a scalar, mean over the batch. */
  NDArray loss(NDArray logits, Minibatch batch, NDManager manager);

  /** The labels alone. */
  static Target labels(int classes) {
    float[][] oneHot = OneHot.table(classes);
    return (logits, batch, manager) ->
        Losses.crossEntropy(logits, batch.rowsByLabel(manager, oneHot));
  }
}
