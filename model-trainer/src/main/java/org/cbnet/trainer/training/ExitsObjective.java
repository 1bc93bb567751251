package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.trainer.torch.TorchNetwork;

/**
 * The loss of two or more exits behind a shared segment, summed with a weight each (BranchyNet's
 * joint loss, Teerapittayanon et al. 2016).
 *
 * @param shared the segment before the exits
 * @param exits the segment of each exit
 * @param exitWeights of each exit's loss
 * @param target what every exit is to answer
 * @param decision how the exits answer
 */
public record ExitsObjective(
    String shared, List<String> exits, List<Double> exitWeights, Target target, Decision decision)
    implements Objective {
  public ExitsObjective {
    exits = List.copyOf(exits);
    exitWeights = List.copyOf(exitWeights);
    if (exits.size() != exitWeights.size()) {
      throw new IllegalArgumentException(
          "one weight an exit: %s, %s".formatted(exits, exitWeights));
    }
  }

  @Override
  public List<String> trained() {
    return Stream.concat(Stream.of(shared), exits.stream()).toList();
  }

  @Override
  public Result evaluate(TorchNetwork network, Minibatch batch, NDManager manager) {
    NDList logits = logits(network, batch, manager);
    NDArray loss = null;
    for (int i = 0; i < logits.size(); i++) {
      NDArray exit =
          Losses.weighted(target.loss(logits.get(i), batch, manager), exitWeights.get(i));
      loss = loss == null ? exit : loss.add(exit);
    }
    return new Result(loss, logits);
  }

  @Override
  public NDList logits(TorchNetwork network, Minibatch batch, NDManager manager) {
    NDArray features = network.run(batch.images(manager), shared);
    NDList logits = new NDList();
    exits.forEach(exit -> logits.add(network.run(features, exit)));
    return logits;
  }
}
