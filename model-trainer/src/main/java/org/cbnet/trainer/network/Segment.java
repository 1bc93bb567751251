package org.cbnet.trainer.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A chain of layers with a name: the unit that networks share, train and freeze.
 *
 * @param name prefix of its parameters' names; networks that share a segment use the same
 * @param input size of the input
 * @param layers in order of computation
 */
public record Segment(String name, Size input, List<Layer> layers) {
  public Segment {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(input, "input is null");
    layers = List.copyOf(layers);
    // Fails here, where the name is known, if two layers do not fit.
    sizes(input, layers);
  }

  /** Size of the output. */
  public Size output() {
    List<Size> sizes = sizes(input, layers);
    return sizes.get(sizes.size() - 1);
  }

  /** Multiply-accumulates of one example. */
  public long macs() {
    List<Size> sizes = sizes(input, layers);
    long macs = 0;
    for (int i = 0; i < layers.size(); i++) {
      macs += layers.get(i).macs(sizes.get(i));
    }
    return macs;
  }

  /** Number of trained values. */
  public long parameterCount() {
    return parameters().stream()
        .filter(spec -> spec.kind().learnt())
        .mapToLong(spec -> spec.size().elements())
        .sum();
  }

  /** The trained tensors of all layers under their full names. */
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      for (ParameterSpec spec : layers.get(i).parameters()) {
        all.add(spec.within(parameterName(i, "")));
      }
    }
    return List.copyOf(all);
  }

  /** Full name of a layer's parameter. */
  public String parameterName(int layer, String parameter) {
    return name + "." + layer + "." + parameter;
  }

  private static List<Size> sizes(Size input, List<Layer> layers) {
    List<Size> sizes = new ArrayList<>(List.of(input));
    for (Layer layer : layers) {
      sizes.add(layer.output(sizes.get(sizes.size() - 1)));
    }
    return sizes;
  }
}
