package org.cbnet.inference.profile.regression;

import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.LayerWork;

/**
 * What the time of a layer is taken to depend on, by kind. Neurosurgeon has, for convolutions,
 * (filter / stride)^2 x filters and the size of the input, whose product are the
 * multiply-accumulates; for products the neurons in and out; for pools both sizes; for activations
 * the neurons. Of a convolution the weights are here too: with few places they are what is read
 * most.
 */
final class Features {
  private Features() {}

  /** A constant, then what the layer does; none is negative. */
  static double[] of(LayerKind kind, LayerWork work) {
    return switch (kind) {
      case CONV, QUANTISED_CONV ->
          new double[] {1, work.macs(), work.patches(), work.elements(), work.weights()};
      case DEPTHWISE_CONV, QUANTISED_DEPTHWISE_CONV, GEMM, QUANTISED_GEMM, OTHER ->
          new double[] {1, work.macs(), work.elements()};
      case POOL, QUANTISED_POOL -> new double[] {1, work.patches(), work.elements()};
      case ELEMENT_WISE, QUANTISED_ELEMENT_WISE -> new double[] {1, work.elements()};
      case RESHAPE -> new double[] {1};
    };
  }

  /** The same, for products of powers. */
  static double[] logarithms(LayerKind kind, LayerWork work) {
    double[] features = of(kind, work);
    for (int i = 1; i < features.length; i++) {
      features[i] = Math.log1p(features[i]);
    }
    return features;
  }
}
