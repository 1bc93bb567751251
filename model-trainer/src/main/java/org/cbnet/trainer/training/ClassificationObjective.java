package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.cbnet.trainer.torch.TorchNetwork;

/**
 * Plain classification by a chain of segments.
 *
 * @param segments from image to logits, all trained
 * @param target what the logits are to come near
 */
public record ClassificationObjective(List<String> segments, Target target) implements Objective {
  public ClassificationObjective {
    segments = List.copyOf(segments);
  }

  @Override
  public List<String> trained() {
    return segments;
  }

  @Override
  public Result evaluate(TorchNetwork network, Minibatch batch, NDManager manager) {
    NDArray logits = network.run(batch.images(manager), segments);
    return new Result(target.loss(logits, batch, manager), new NDList(logits));
  }

  @Override
  public NDList logits(TorchNetwork network, Minibatch batch, NDManager manager) {
    return new NDList(network.run(batch.images(manager), segments));
  }

  @Override
  public Decision decision() {
    return Decision::last;
  }
}
