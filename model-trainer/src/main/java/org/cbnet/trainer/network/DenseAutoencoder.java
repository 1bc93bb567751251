package org.cbnet.trainer.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The encoder of the paper's dense converting autoencoder: three hidden layers, each with ReLU or
 * linear. The decoder behind it is always one layer with a sigmoid.
 *
 * @param units of the three layers
 * @param relu whether each is followed by ReLU
 */
public record DenseAutoencoder(List<Integer> units, List<Boolean> relu) {
  /** As in {@code K_Mnist_LeNet.ipynb} of max2022/Converting-Autoencoder. */
  public static final DenseAutoencoder PUBLISHED =
      new DenseAutoencoder(List.of(512, 384, 32), List.of(true, false, false));

  // kmnist_autoencoder.py of the same repository.
  private static final List<List<Integer>> GRID =
      List.of(List.of(784, 512), List.of(384, 256), List.of(128, 64, 32));

  public DenseAutoencoder {
    units = List.copyOf(units);
    relu = List.copyOf(relu);
    if (units.size() != 3 || relu.size() != 3) {
      throw new IllegalArgumentException("three hidden layers: " + units + ", " + relu);
    }
  }

  /** Every combination of the published grid search: 96. */
  public static List<DenseAutoencoder> grid() {
    List<DenseAutoencoder> all = new ArrayList<>();
    for (int first : GRID.get(0)) {
      for (int second : GRID.get(1)) {
        for (int third : GRID.get(2)) {
          for (int bits = 0; bits < 8; bits++) {
            all.add(
                new DenseAutoencoder(
                    List.of(first, second, third),
                    List.of((bits & 4) != 0, (bits & 2) != 0, (bits & 1) != 0)));
          }
        }
      }
    }
    return List.copyOf(all);
  }

  /** Short name: {@code 512r-384l-32l}, with r for ReLU and l for linear. */
  public String id() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      parts.add(units.get(i) + (relu.get(i) ? "r" : "l"));
    }
    return String.join("-", parts);
  }

  /**
   * Reads the form that {@link #id} gives.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static DenseAutoencoder parse(String id) {
    List<Integer> units = new ArrayList<>();
    List<Boolean> relu = new ArrayList<>();
    for (String part : id.split("-", -1)) {
      if (!part.matches("[1-9]\\d{0,3}[rl]")) {
        throw new IllegalArgumentException(
            "unknown encoder '%s': one is %s".formatted(id, PUBLISHED.id()));
      }
      units.add(Integer.parseInt(part.substring(0, part.length() - 1)));
      relu.add(part.endsWith("r"));
    }
    return new DenseAutoencoder(units, relu);
  }

  /** The hidden layers as segments, each by itself because its activity is penalised. */
  List<Segment> encoders() {
    List<Segment> segments = new ArrayList<>();
    int in = Networks.INPUT.elements();
    for (int i = 0; i < units.size(); i++) {
      List<Layer> layers = new ArrayList<>();
      if (i == 0) {
        layers.add(Reshape.flat(in));
      }
      layers.add(new Linear(in, units.get(i)));
      if (relu.get(i)) {
        layers.add(new Relu());
      }
      Size input = i == 0 ? Networks.INPUT : Size.of(in);
      segments.add(new Segment(Networks.ENCODERS.get(i), input, layers));
      in = units.get(i);
    }
    return segments;
  }

  /** Width of the bottleneck. */
  int code() {
    return units.get(units.size() - 1);
  }
}
