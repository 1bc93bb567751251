package org.cbnet.trainer.network;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.trainer.network.Graph.Step;

/**
 * The paper's converting autoencoder and the controls that share its encoder: what remains of its
 * accuracy when the converted image, or the network behind it, is left out.
 */
public final class DenseNetworks {
  /** The last layer of {@link #mlpControl}. */
  public static final String HEAD = "head";

  /** The distances of {@link #nearestPrototype}. */
  public static final String PROTOTYPES = "prototypes";

  private static final String CODE = "code";

  private DenseNetworks() {}

  /** Converting autoencoder and lightweight DNN, fused into one graph. */
  public static NetworkDescription cbnetPaper(DenseAutoencoder autoencoder) {
    List<Step> steps = conversion(autoencoder);
    steps.add(new Step(Networks.CONVERTED, Networks.stem(), Networks.FEATURES));
    steps.add(new Step(Networks.FEATURES, Networks.branch(), Networks.LOGITS));
    return Networks.single(
        "cbnet-paper",
        List.of(Networks.LOGITS, Networks.CONVERTED),
        true,
        steps.toArray(Step[]::new));
  }

  /** The same encoder with a linear classifier on the bottleneck: no image is made. */
  public static NetworkDescription mlpControl(String name, DenseAutoencoder autoencoder) {
    List<Step> steps = encoding(autoencoder);
    Segment head =
        new Segment(
            HEAD,
            Size.of(autoencoder.code()),
            List.of(new Linear(autoencoder.code(), Networks.CLASSES)));
    steps.add(new Step(CODE, head, Networks.LOGITS));
    return Networks.single(name, List.of(Networks.LOGITS), false, steps.toArray(Step[]::new));
  }

  /**
   * The converting autoencoder with the nearest easy image as the answer: no network behind it. The
   * logits are negative squared distances, less the part that all classes share.
   */
  public static NetworkDescription nearestPrototype(DenseAutoencoder autoencoder) {
    List<Step> steps = conversion(autoencoder);
    int pixels = Networks.INPUT.elements();
    Segment prototypes =
        new Segment(
            PROTOTYPES,
            Networks.INPUT,
            List.of(Reshape.flat(pixels), new Linear(pixels, Networks.CLASSES)));
    steps.add(new Step(Networks.CONVERTED, prototypes, Networks.LOGITS));
    return Networks.single(
        "nearest-prototype",
        List.of(Networks.LOGITS, Networks.CONVERTED),
        true,
        steps.toArray(Step[]::new));
  }

  private static List<Step> conversion(DenseAutoencoder autoencoder) {
    List<Step> steps = encoding(autoencoder);
    Segment decoder =
        new Segment(
            Networks.DECODER,
            Size.of(autoencoder.code()),
            List.of(
                new Linear(autoencoder.code(), Networks.INPUT.elements()),
                new Sigmoid(),
                new Reshape(Networks.INPUT)));
    steps.add(new Step(CODE, decoder, Networks.CONVERTED));
    return steps;
  }

  private static List<Step> encoding(DenseAutoencoder autoencoder) {
    List<Segment> encoders = autoencoder.encoders();
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Networks.IMAGE, encoders.get(0), "hidden1"));
    steps.add(new Step("hidden1", encoders.get(1), "hidden2"));
    steps.add(new Step("hidden2", encoders.get(2), CODE));
    return steps;
  }
}
