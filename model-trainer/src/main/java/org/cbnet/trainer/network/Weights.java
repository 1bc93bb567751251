package org.cbnet.trainer.network;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The trained values of some segments by full parameter name; immutable, the arrays are copied in
 * and out.
 */
public final class Weights {
  private final Map<String, float[]> values;

  private Weights(Map<String, float[]> values) {
    this.values = values;
  }

  public static Weights of(Map<String, float[]> values) {
    Map<String, float[]> copy = new LinkedHashMap<>();
    values.forEach((name, array) -> copy.put(name, array.clone()));
    return new Weights(copy);
  }

  /**
   * Fresh values, uniform within 1/sqrt(fan-in) of 0: He et al. 2015 with the gain that PyTorch
   * uses for its convolutions and linear layers, biases included.
   */
  public static Weights initial(List<Segment> segments, RandomGenerator random) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Segment segment : segments) {
      for (ParameterSpec spec : segment.parameters()) {
        values.put(spec.name(), uniform(spec, random));
      }
    }
    return new Weights(values);
  }

  /** These with the other's values in place of those that both have, and those it has besides. */
  public Weights with(Weights other) {
    Map<String, float[]> merged = new HashMap<>(values);
    merged.putAll(other.values);
    return new Weights(merged);
  }

  /** Only the parameters of these segments. */
  public Weights only(Collection<Segment> segments) {
    Map<String, float[]> kept = new LinkedHashMap<>();
    for (Segment segment : segments) {
      for (ParameterSpec spec : segment.parameters()) {
        kept.put(spec.name(), find(spec.name()));
      }
    }
    return new Weights(kept);
  }

  /** A copy of one parameter's values. */
  public float[] get(String parameter) {
    return find(parameter).clone();
  }

  private float[] find(String parameter) {
    float[] array = values.get(parameter);
    if (array == null) {
      throw new IllegalArgumentException("no values for parameter " + parameter);
    }
    return array;
  }

  private static float[] uniform(ParameterSpec spec, RandomGenerator random) {
    double bound = 1 / Math.sqrt(spec.fanIn());
    float[] array = new float[spec.size().elements()];
    for (int i = 0; i < array.length; i++) {
      array[i] = (float) random.nextDouble(-bound, bound);
    }
    return array;
  }
}
