package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.cbnet.trainer.torch.TorchNetwork;

/** What a training descends, and how the network then answers. */
public interface Objective {

  /**
   * Loss of a batch and the logits that came with it.
   *
   * @param loss a scalar, mean over the batch
   * @param logits one [size, classes] an exit, first exit first
   */
  record Result(NDArray loss, NDList logits) {}

  /** Names of the segments that this trains; the others stay as they are. */
  List<String> trained();

  /** Computes loss and logits of a training batch; arrays are created with the manager. */
  Result evaluate(TorchNetwork network, Minibatch batch, NDManager manager);

  /** Computes only the logits, as {@link Result#logits}. */
  NDList logits(TorchNetwork network, Minibatch batch, NDManager manager);

  /** How labels follow from the logits. */
  Decision decision();
}
