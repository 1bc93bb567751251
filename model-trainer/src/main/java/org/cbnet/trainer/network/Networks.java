package org.cbnet.trainer.network;

import java.util.List;
import org.cbnet.trainer.network.Graph.Step;

/**
 * The networks of the product, for 28 x 28 grey images and 10 classes.
 *
 * <p>{@link #lenet}, {@link #branchynet} and {@link #cbnetPaper} follow the published code: layers
 * and sizes of BranchyNet's LeNet from kunglab/branchynet {@code networks/lenet_mnist.py}, the
 * dense converting autoencoder from max2022/Converting-Autoencoder {@code K_Mnist_LeNet.ipynb}.
 * {@link #cbnet} is our own.
 */
public final class Networks {
  /** Segment names that recipes train and freeze. */
  public static final String STEM = "stem";

  public static final String BRANCH = "branch";
  public static final String TRUNK = "trunk";

  /** The hidden layers of the dense autoencoder, apart because their activity is penalised. */
  public static final List<String> ENCODERS = List.of("encoder1", "encoder2", "encoder3");

  public static final String DECODER = "decoder";
  public static final String CONVERTER = "converter";
  public static final String CLASSIFIER = "classifier";

  private static final String WHOLE = "whole";
  private static final String WHOLE_FILE = "model.onnx";
  private static final String IMAGE = "image";
  private static final String FEATURES = "features";
  private static final String CONVERTED = "converted";
  private static final String LOGITS = "logits";

  private static final int CLASSES = 10;
  private static final Size INPUT = Size.of(1, 28, 28);
  private static final Size SHARED = Size.of(5, 30, 30);

  private Networks() {}

  /** B-LeNet's trunk run whole, without exits: 1,140,070 multiply-accumulates. */
  public static NetworkDescription lenet() {
    return single(
        "lenet",
        List.of(LOGITS),
        false,
        new Step(IMAGE, stem(), FEATURES),
        new Step(FEATURES, trunk(), LOGITS));
  }

  /** BranchyNet's LeNet: the first convolution is shared by exit 1 and the rest. */
  public static NetworkDescription branchynet() {
    Graph exit1 =
        new Graph(
            "exit1",
            "exit1.onnx",
            IMAGE,
            List.of(LOGITS, FEATURES),
            List.of(new Step(IMAGE, stem(), FEATURES), new Step(FEATURES, branch(), LOGITS)));
    Graph rest =
        new Graph(
            "rest",
            "rest.onnx",
            FEATURES,
            List.of(LOGITS),
            List.of(new Step(FEATURES, trunk(), LOGITS)));
    return new NetworkDescription("branchynet", List.of(exit1, rest), false);
  }

  /** The paper's dense converting autoencoder and lightweight DNN, fused into one graph. */
  public static NetworkDescription cbnetPaper() {
    return single(
        "cbnet-paper",
        List.of(LOGITS, CONVERTED),
        true,
        new Step(
            IMAGE,
            new Segment(
                ENCODERS.get(0),
                INPUT,
                List.of(Reshape.flat(784), new Linear(784, 512), new Relu())),
            "hidden1"),
        new Step(
            "hidden1",
            new Segment(ENCODERS.get(1), Size.of(512), List.of(new Linear(512, 384))),
            "hidden2"),
        new Step(
            "hidden2",
            new Segment(ENCODERS.get(2), Size.of(384), List.of(new Linear(384, 32))),
            "hidden3"),
        new Step(
            "hidden3",
            new Segment(
                DECODER,
                Size.of(32),
                List.of(new Linear(32, 784), new Sigmoid(), new Reshape(INPUT))),
            CONVERTED),
        new Step(CONVERTED, stem(), FEATURES),
        new Step(FEATURES, branch(), LOGITS));
  }

  /**
   * Our converting autoencoder and lightweight DNN: strided convolutions instead of dense layers,
   * and an easy image of 14 x 14, which is all that the classifier needs.
   */
  public static NetworkDescription cbnet() {
    Segment converter =
        new Segment(
            CONVERTER,
            INPUT,
            List.of(
                new Conv(1, 16, 4, 4, 0),
                new Relu(),
                new Conv(16, 32, 3, 2, 1),
                new Relu(),
                Reshape.flat(512),
                new Linear(512, 64),
                new Linear(64, 196),
                new Reshape(Size.of(1, 14, 14))));
    Segment classifier =
        new Segment(
            CLASSIFIER,
            Size.of(1, 14, 14),
            List.of(
                new Conv(1, 8, 2, 2, 0), new Relu(), Reshape.flat(392), new Linear(392, CLASSES)));
    return single(
        "cbnet",
        List.of(LOGITS, CONVERTED),
        true,
        new Step(IMAGE, converter, CONVERTED),
        new Step(CONVERTED, classifier, LOGITS));
  }

  private static NetworkDescription single(
      String name, List<String> outputs, boolean imageComputed, Step... steps) {
    Graph graph = new Graph(WHOLE, WHOLE_FILE, IMAGE, outputs, List.of(steps));
    return new NetworkDescription(name, List.of(graph), imageComputed);
  }

  private static Segment stem() {
    return new Segment(STEM, INPUT, List.of(new Conv(1, 5, 5, 1, 3)));
  }

  private static Segment branch() {
    return new Segment(
        BRANCH,
        SHARED,
        List.of(
            new MaxPool(2),
            new Relu(),
            new Conv(5, 10, 3, 1, 1),
            new MaxPool(2),
            new Relu(),
            Reshape.flat(640),
            new Linear(640, CLASSES)));
  }

  // No ReLU between the two linear layers: the published code has none.
  private static Segment trunk() {
    return new Segment(
        TRUNK,
        SHARED,
        List.of(
            new MaxPool(2),
            new Relu(),
            new Conv(5, 10, 5, 1, 3),
            new MaxPool(2),
            new Relu(),
            new Conv(10, 20, 5, 1, 3),
            new MaxPool(2),
            new Relu(),
            Reshape.flat(720),
            new Linear(720, 84),
            new Linear(84, CLASSES)));
  }
}
