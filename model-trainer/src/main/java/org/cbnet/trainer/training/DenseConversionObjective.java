package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.torch.TorchNetwork;

/**
 * The paper's converting autoencoder: binary cross-entropy to the easy image of the class, and an
 * L1 penalty on the activity of the hidden layers, while the lightweight DNN behind it stays as
 * BranchyNet left it (max2022/Converting-Autoencoder, {@code K_Mnist_LeNet.ipynb}).
 */
public final class DenseConversionObjective implements Objective {
  /** Keras' {@code l1(10e-8)} of the published code. */
  static final double ACTIVITY_L1 = 10e-8;

  private final float[][] easyImages;
  private final Optional<Target> classification;

  /**
   * @param easyImages input values of each class's easy image
   * @param classification also descended through the frozen network behind; the published code has
   *     none
   */
  public DenseConversionObjective(float[][] easyImages, Optional<Target> classification) {
    this.easyImages = Rows.copy(easyImages);
    this.classification = classification;
  }

  @Override
  public List<String> trained() {
    return Stream.concat(Networks.ENCODERS.stream(), Stream.of(Networks.DECODER)).toList();
  }

  @Override
  public Result evaluate(TorchNetwork network, Minibatch batch, NDManager manager) {
    NDArray value = batch.images(manager);
    NDArray activity = null;
    for (String encoder : Networks.ENCODERS) {
      value = network.run(value, encoder);
      NDArray size = Losses.meanAbsoluteSum(value);
      activity = activity == null ? size : activity.add(size);
    }
    NDArray converted = network.run(value, Networks.DECODER);
    NDArray target = batch.rowsByLabel(manager, easyImages).reshape(converted.getShape());
    NDArray loss =
        Losses.binaryCrossEntropy(converted, target).add(Losses.weighted(activity, ACTIVITY_L1));
    NDList logits = classify(network, converted);
    if (classification.isPresent()) {
      loss = loss.add(classification.get().loss(logits.get(0), batch, manager));
    }
    return new Result(loss, logits);
  }

  @Override
  public NDList logits(TorchNetwork network, Minibatch batch, NDManager manager) {
    NDArray hidden = network.run(batch.images(manager), Networks.ENCODERS);
    return classify(network, network.run(hidden, Networks.DECODER));
  }

  @Override
  public Decision decision() {
    return Decision::last;
  }

  private static NDList classify(TorchNetwork network, NDArray converted) {
    return new NDList(network.run(converted, List.of(Networks.STEM, Networks.BRANCH)));
  }
}
