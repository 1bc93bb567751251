package org.cbnet.trainer.network;

import java.util.List;
import org.cbnet.trainer.network.Graph.Step;

/**
 * The networks of the product, for 28 x 28 grey images and 10 classes.
 *
 * <p>{@link #lenet}, {@link #branchynet} and {@link #truncated} follow the published code: layers
 * and sizes of BranchyNet's LeNet from kunglab/branchynet {@code networks/lenet_mnist.py}. See also
 * {@link ConversionShape}, {@link DenseNetworks} and {@link ResidualNetworks}.
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

  /** Plain chains of layers. */
  public static final String BODY = "body";

  private static final String WHOLE = "whole";
  private static final String WHOLE_FILE = "model.onnx";
  static final String IMAGE = "image";
  static final String FEATURES = "features";
  static final String CONVERTED = "converted";
  static final String LOGITS = "logits";

  static final int CLASSES = 10;
  static final Size INPUT = Size.of(1, 28, 28);
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

  /** Exit 1 of BranchyNet for every image, with nothing in front of it. */
  public static NetworkDescription truncated() {
    return single(
        "truncated",
        List.of(LOGITS),
        false,
        new Step(IMAGE, stem(), FEATURES),
        new Step(FEATURES, branch(), LOGITS));
  }

  /** LeNet-5's sizes, 6-16-120-84 on 28 x 28 padded to 32 x 32 (LeCun et al. 1998), with ReLU. */
  public static NetworkDescription lenet5() {
    Segment body =
        new Segment(
            BODY,
            INPUT,
            List.of(
                new Conv(1, 6, 5, 1, 2),
                new Relu(),
                new MaxPool(2),
                new Conv(6, 16, 5, 1, 0),
                new Relu(),
                new MaxPool(2),
                Reshape.flat(400),
                new Linear(400, 120),
                new Relu(),
                new Linear(120, 84),
                new Relu(),
                new Linear(84, CLASSES)));
    return single("lenet5", List.of(LOGITS), false, new Step(IMAGE, body, LOGITS));
  }

  static NetworkDescription single(
      String name, List<String> outputs, boolean imageComputed, Step... steps) {
    Graph graph = new Graph(WHOLE, WHOLE_FILE, IMAGE, outputs, List.of(steps));
    return new NetworkDescription(name, List.of(graph), imageComputed);
  }

  static Segment stem() {
    return new Segment(STEM, INPUT, List.of(new Conv(1, 5, 5, 1, 3)));
  }

  static Segment branch() {
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
