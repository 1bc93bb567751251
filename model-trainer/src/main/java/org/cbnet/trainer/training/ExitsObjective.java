package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.trainer.torch.TorchNetwork;

/**
 * Cross-entropy at one or more exits behind a shared segment, summed with weight 1 each
 * (BranchyNet's joint loss, Teerapittayanon et al. 2016; with one exit plain classification).
 *
 * @param shared the segment before the exits
 * @param exits the segment of each exit
 * @param classes number of classes
 * @param decision how the exits answer
 */
public record ExitsObjective(String shared, List<String> exits, int classes, Decision decision)
    implements Objective {
  public ExitsObjective {
    exits = List.copyOf(exits);
  }

  @Override
  public List<String> trained() {
    return Stream.concat(Stream.of(shared), exits.stream()).toList();
  }

  @Override
  public Result evaluate(TorchNetwork network, Minibatch batch, NDManager manager) {
    NDList logits = logits(network, batch, manager);
    NDArray target = batch.rowsByLabel(manager, OneHot.table(classes));
    NDArray loss =
        logits.stream()
            .map(exit -> Losses.crossEntropy(exit, target))
            .reduce(NDArray::add)
            .orElseThrow();
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
