package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.torch.TorchNetwork;

/**
 * Our converting autoencoder and its lightweight DNN at once: the loss of the label plus a weight
 * times the squared distance of the converted image to the easy image of the class.
 */
public final class JointConversionObjective implements Objective {
  private final ImageTarget easyImages;
  private final Target target;
  private final double reconstructionWeight;

  /**
   * @param easyImages what the converted images are to be like
   * @param target what the logits are to come near
   * @param reconstructionWeight above 0
   */
  public JointConversionObjective(
      ImageTarget easyImages, Target target, double reconstructionWeight) {
    if (!(reconstructionWeight > 0)) {
      throw new IllegalArgumentException(
          "the weight of the converted image must be above 0: " + reconstructionWeight);
    }
    this.easyImages = easyImages;
    this.target = target;
    this.reconstructionWeight = reconstructionWeight;
  }

  @Override
  public List<String> trained() {
    return List.of(Networks.CONVERTER, Networks.CLASSIFIER);
  }

  @Override
  public Result evaluate(TorchNetwork network, Minibatch batch, NDManager manager) {
    NDArray converted = network.run(batch.images(manager), Networks.CONVERTER);
    NDArray logits = network.run(converted, Networks.CLASSIFIER);
    NDArray easy = easyImages.of(batch, manager).reshape(converted.getShape());
    NDArray loss =
        target
            .loss(logits, batch, manager)
            .add(Losses.weighted(Losses.meanSquares(converted, easy), reconstructionWeight));
    return new Result(loss, new NDList(logits));
  }

  @Override
  public NDList logits(TorchNetwork network, Minibatch batch, NDManager manager) {
    return new NDList(
        network.run(batch.images(manager), List.of(Networks.CONVERTER, Networks.CLASSIFIER)));
  }

  @Override
  public Decision decision() {
    return Decision::last;
  }
}
