package org.cbnet.trainer.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.trainer.network.Graph.Step;

/**
 * A trained network as it is deployed: every batch normalisation folded into the convolution before
 * it, which then computes the same with fewer steps.
 *
 * <p>With scale g, shift b, running mean m and variance v the folded weight is {@code w g / sqrt(v
 * + e)} and the bias {@code b - m g / sqrt(v + e)} (Jacob et al. 2018, section 3.2).
 *
 * @param description without {@link NormConv}; all names stay
 * @param weights of that description
 */
public record Folding(NetworkDescription description, Weights weights) {

  /** Folds a network; one without normalisation comes out as it was. */
  public static Folding of(NetworkDescription description, Weights trained) {
    Map<String, float[]> values = new HashMap<>();
    for (Segment segment : description.segments()) {
      for (int i = 0; i < segment.layers().size(); i++) {
        fold(segment.layers().get(i), segment.parameterName(i, ""), trained, values);
      }
    }
    return new Folding(description(description), Weights.of(values));
  }

  /** What comes out of folding, without its weights. */
  public static NetworkDescription description(NetworkDescription trained) {
    List<Graph> graphs = trained.graphs().stream().map(Folding::folded).toList();
    return new NetworkDescription(trained.name(), graphs, trained.imageComputed());
  }

  private static void fold(
      Layer layer, String prefix, Weights trained, Map<String, float[]> values) {
    if (layer instanceof NormConv norm) {
      fold(norm, prefix, trained, values);
    } else if (layer instanceof Residual residual) {
      foldAll(residual.body(), prefix + Residual.BODY, trained, values);
      foldAll(residual.shortcut(), prefix + Residual.SHORTCUT, trained, values);
    } else {
      for (ParameterSpec spec : layer.parameters()) {
        values.put(prefix + spec.name(), trained.get(prefix + spec.name()));
      }
    }
  }

  private static void foldAll(
      List<Layer> layers, String prefix, Weights trained, Map<String, float[]> values) {
    for (int i = 0; i < layers.size(); i++) {
      fold(layers.get(i), prefix + i + ".", trained, values);
    }
  }

  private static void fold(
      NormConv norm, String prefix, Weights trained, Map<String, float[]> values) {
    float[] weight = trained.get(prefix + "weight");
    float[] scale = trained.get(prefix + "scale");
    float[] bias = trained.get(prefix + "shift");
    float[] mean = trained.get(prefix + "mean");
    float[] variance = trained.get(prefix + "variance");
    int each = weight.length / norm.conv().out();
    for (int channel = 0; channel < norm.conv().out(); channel++) {
      double factor = scale[channel] / Math.sqrt((double) variance[channel] + NormConv.EPSILON);
      for (int i = channel * each; i < (channel + 1) * each; i++) {
        weight[i] = (float) (weight[i] * factor);
      }
      bias[channel] = (float) (bias[channel] - mean[channel] * factor);
    }
    values.put(prefix + "weight", weight);
    values.put(prefix + "bias", bias);
  }

  private static Graph folded(Graph graph) {
    return new Graph(
        graph.role(),
        graph.file(),
        graph.input(),
        graph.outputs(),
        graph.steps().stream().map(Folding::folded).toList());
  }

  private static Step folded(Step step) {
    Segment segment = step.segment();
    return new Step(
        step.from(),
        new Segment(segment.name(), segment.input(), folded(segment.layers())),
        step.to());
  }

  private static List<Layer> folded(List<Layer> layers) {
    return layers.stream().map(Folding::folded).toList();
  }

  private static Layer folded(Layer layer) {
    if (layer instanceof NormConv norm) {
      return norm.conv();
    }
    if (layer instanceof Residual residual) {
      return new Residual(folded(residual.body()), folded(residual.shortcut()));
    }
    return layer;
  }
}
