package org.cbnet.trainer.network;

import java.util.ArrayList;
import java.util.List;

/**
 * From an image to a short code: convolutions, perhaps a hidden layer, then one linear layer.
 *
 * @param stages in order
 * @param hidden units between convolutions and code; 0 for none
 * @param code values of the bottleneck
 * @param rectified whether a ReLU follows the code
 * @param normalised whether each convolution is trained with batch normalisation
 */
public record Encoder(
    List<Stage> stages, int hidden, int code, boolean rectified, boolean normalised) {
  public Encoder {
    stages = List.copyOf(stages);
    if (stages.isEmpty() || hidden < 0 || code < 1) {
      throw new IllegalArgumentException(
          "an encoder has convolutions and a code: %s, %d".formatted(stages, code));
    }
  }

  /** The same with its normalisations folded into the convolutions. */
  Encoder folded() {
    return new Encoder(stages, hidden, code, rectified, false);
  }

  List<Layer> layers() {
    List<Layer> layers = convolutions(stages, Networks.INPUT, normalised);
    int flat = flatten(layers, Networks.INPUT);
    if (hidden > 0) {
      layers.add(new Linear(flat, hidden));
      layers.add(new Relu());
      flat = hidden;
    }
    layers.add(new Linear(flat, code));
    if (rectified) {
      layers.add(new Relu());
    }
    return layers;
  }

  /** Convolutions with the ReLU after each. */
  static List<Layer> convolutions(List<Stage> stages, Size input, boolean normalised) {
    List<Layer> layers = new ArrayList<>();
    int in = input.get(0);
    for (Stage stage : stages) {
      Conv conv = stage.conv(in);
      layers.add(normalised ? new NormConv(conv) : conv);
      layers.add(new Relu());
      in = stage.channels();
    }
    return layers;
  }

  /** Adds the reshape to a flat tensor; its number of values. */
  static int flatten(List<Layer> layers, Size input) {
    Size size = input;
    for (Layer layer : layers) {
      size = layer.output(size);
    }
    layers.add(Reshape.flat(size.elements()));
    return size.elements();
  }
}
