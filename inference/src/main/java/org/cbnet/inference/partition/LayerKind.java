package org.cbnet.inference.partition;

/** Kinds of layers; those of a kind take time by the same law. */
public enum LayerKind {
  CONV("conv"),
  /** A kernel of its own for every channel. */
  DEPTHWISE_CONV("depthwise-conv"),
  /** Products of matrices; the weights are read once an image. */
  GEMM("gemm"),
  POOL("pool"),
  /** Activations, sums, normalisation, whatever else goes over values without multiplying much. */
  ELEMENT_WISE("element-wise"),
  /** Changes a shape and no value. */
  RESHAPE("reshape"),
  /** On 8-bit integers, as all that follow. */
  QUANTISED_CONV("quantised-conv"),
  QUANTISED_DEPTHWISE_CONV("quantised-depthwise-conv"),
  QUANTISED_GEMM("quantised-gemm"),
  QUANTISED_POOL("quantised-pool"),
  QUANTISED_ELEMENT_WISE("quantised-element-wise"),
  /** An operator that is not known here. */
  OTHER("other");

  private final String id;

  LayerKind(String id) {
    this.id = id;
  }

  /** The name in files and tables. */
  public String id() {
    return id;
  }

  @Override
  public String toString() {
    return id;
  }
}
