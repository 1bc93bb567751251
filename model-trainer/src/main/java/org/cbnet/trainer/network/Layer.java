package org.cbnet.trainer.network;

import java.util.List;

/**
 * One step of a network, described once: the trainer's computation, the ONNX node, the sizes and
 * the cost all follow from it.
 */
public sealed interface Layer
    permits Conv, NormConv, MaxPool, GlobalAveragePool, Relu, Sigmoid, Linear, Reshape, Residual {

  /**
   * Size of the output.
   *
   * @throws IllegalArgumentException where the layer can't take such an input
   */
  Size output(Size input);

  /** Calls the visitor's method of this kind of layer. */
  <R> R accept(LayerVisitor<R> visitor);

  /** Multiply-accumulates of one example; biases, comparisons and copies are not counted. */
  default long macs(Size input) {
    return 0;
  }

  /** The trained tensors, in the order in which they are stored. */
  default List<ParameterSpec> parameters() {
    return List.of();
  }
}
