package org.cbnet.trainer.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.trainer.network.Graph.Step;

/**
 * A converting network with its decoder merged into the lightweight DNN: nothing is between the two
 * linear maps, so one matrix does the work of both and no image is made on the way to the label.
 * The decoder is kept in a graph beside it, for pictures.
 *
 * <p>With decoder {@code x = D c + d} and first convolution {@code y = K x + k} written as a
 * matrix, {@code y = (K D) c + (K d + k)}.
 *
 * @param shape of the network that is folded; it has an image
 */
public record FoldedConversion(ConversionShape shape) {
  private static final String ENCODER = "encoder";
  private static final String CODE = "code";
  private static final String WEIGHT = "weight";
  private static final String BIAS = "bias";

  public FoldedConversion {
    if (!shape.image()) {
      throw new IllegalArgumentException(
          "without an image there is nothing to fold: " + shape.id());
    }
  }

  /** The folded network, its decoder beside it. */
  public NetworkDescription network(String name) {
    Segment encoder = new Segment(ENCODER, Networks.INPUT, encoderLayers());
    Graph whole =
        new Graph(
            "whole",
            "model.onnx",
            Networks.IMAGE,
            List.of(Networks.LOGITS),
            List.of(
                new Step(Networks.IMAGE, encoder, CODE),
                new Step(CODE, classifier(), Networks.LOGITS)));
    Graph pictures =
        new Graph(
            Graph.PICTURES,
            "pictures.onnx",
            Networks.IMAGE,
            List.of(Networks.CONVERTED),
            List.of(
                new Step(Networks.IMAGE, encoder, CODE),
                new Step(CODE, decoder(), Networks.CONVERTED)));
    return new NetworkDescription(name, List.of(whole, pictures), false);
  }

  /**
   * The folded network's weights.
   *
   * @param converting weights of {@link ConversionShape#network}, its normalisations folded
   */
  public Weights weights(Weights converting) {
    Map<String, float[]> values = new HashMap<>();
    int decoder = encoderLayers().size();
    for (int i = 0; i < decoder; i++) {
      copy(converting, Networks.CONVERTER, i, ENCODER, i, values);
    }
    copy(converting, Networks.CONVERTER, decoder, Networks.DECODER, 0, values);
    merge(converting, decoder, values);
    // Reshape and ReLU stand between the merged map and what follows it.
    int shift = classifier().layers().size() - lightLayers();
    for (int i = 1; i < lightLayers(); i++) {
      copy(converting, Networks.CLASSIFIER, i, Networks.CLASSIFIER, i + shift, values);
    }
    return Weights.of(values);
  }

  private void merge(Weights converting, int decoder, Map<String, float[]> values) {
    float[] matrix = converting.get(name(Networks.CONVERTER, decoder, WEIGHT));
    float[] offset = converting.get(name(Networks.CONVERTER, decoder, BIAS));
    float[] kernel = converting.get(name(Networks.CLASSIFIER, 0, WEIGHT));
    float[] added = converting.get(name(Networks.CLASSIFIER, 0, BIAS));
    Conv conv = shape.light().get(0).conv(1);
    Size out = shape.firstLight();
    int code = shape.encoder().code();
    int side = shape.imageSide();
    float[] weight = new float[out.elements() * code];
    float[] bias = new float[out.elements()];
    double[] row = new double[code];
    for (int at = 0; at < bias.length; at++) {
      int channel = at / (out.get(1) * out.get(2));
      int top = at / out.get(2) % out.get(1) * conv.stride() - conv.padding();
      int left = at % out.get(2) * conv.stride() - conv.padding();
      double sum = added[channel];
      Arrays.fill(row, 0);
      for (int k = 0; k < conv.kernel() * conv.kernel(); k++) {
        int y = top + k / conv.kernel();
        int x = left + k % conv.kernel();
        if (y >= 0 && y < side && x >= 0 && x < side) {
          double factor = kernel[channel * conv.kernel() * conv.kernel() + k];
          int pixel = y * side + x;
          sum += factor * offset[pixel];
          for (int c = 0; c < code; c++) {
            row[c] += factor * matrix[pixel * code + c];
          }
        }
      }
      bias[at] = (float) sum;
      for (int c = 0; c < code; c++) {
        weight[at * code + c] = (float) row[c];
      }
    }
    values.put(name(Networks.CLASSIFIER, 0, WEIGHT), weight);
    values.put(name(Networks.CLASSIFIER, 0, BIAS), bias);
  }

  private List<Layer> encoderLayers() {
    return shape.folded().encoder().layers();
  }

  private int lightLayers() {
    return shape.folded().network(CODE).segment(Networks.CLASSIFIER).layers().size();
  }

  private Segment decoder() {
    int code = shape.encoder().code();
    return new Segment(
        Networks.DECODER,
        Size.of(code),
        List.of(new Linear(code, shape.imageSize().elements()), new Reshape(shape.imageSize())));
  }

  private Segment classifier() {
    List<Layer> light = shape.folded().network(CODE).segment(Networks.CLASSIFIER).layers();
    List<Layer> layers = new ArrayList<>();
    layers.add(new Linear(shape.encoder().code(), shape.firstLight().elements()));
    if (shape.light().size() > 1) {
      layers.add(new Reshape(shape.firstLight()));
    }
    layers.addAll(light.subList(1, light.size()));
    return new Segment(Networks.CLASSIFIER, Size.of(shape.encoder().code()), layers);
  }

  private static void copy(
      Weights from, String segment, int layer, String other, int index, Map<String, float[]> to) {
    for (String parameter : List.of(WEIGHT, BIAS)) {
      if (from.has(name(segment, layer, parameter))) {
        to.put(name(other, index, parameter), from.get(name(segment, layer, parameter)));
      }
    }
  }

  private static String name(String segment, int layer, String parameter) {
    return segment + "." + layer + "." + parameter;
  }
}
