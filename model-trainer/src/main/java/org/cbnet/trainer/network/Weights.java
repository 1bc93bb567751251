package org.cbnet.trainer.network;

import java.util.Arrays;
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
   * Fresh values: drawn ones uniform within 1/sqrt(fan-in) of 0, which is He et al. 2015 with the
   * gain that PyTorch uses for its convolutions and linear layers, biases included.
   */
  public static Weights initial(List<Segment> segments, RandomGenerator random) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Segment segment : segments) {
      for (ParameterSpec spec : segment.parameters()) {
        values.put(spec.name(), initial(spec, random));
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

  /** Every value rounded to the nearest that half precision (IEEE 754 binary16) can hold. */
  public Weights roundedToHalf() {
    Map<String, float[]> rounded = new LinkedHashMap<>();
    values.forEach((name, array) -> rounded.put(name, HalfPrecision.rounded(array)));
    return new Weights(rounded);
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

  /** Names of all parameters, sorted. */
  public List<String> names() {
    return values.keySet().stream().sorted().toList();
  }

  /** Whether there are values for a parameter. */
  public boolean has(String parameter) {
    return values.containsKey(parameter);
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

  private static float[] initial(ParameterSpec spec, RandomGenerator random) {
    float[] constant = new float[spec.size().elements()];
    return switch (spec.kind()) {
      case DRAWN -> uniform(spec, random);
      case SCALE, RUNNING_VARIANCE -> {
        Arrays.fill(constant, 1);
        yield constant;
      }
      case SHIFT, RUNNING_MEAN -> constant;
    };
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
