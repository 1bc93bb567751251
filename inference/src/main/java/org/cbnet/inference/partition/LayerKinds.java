package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Set;

/** Tells of which kind a layer is by its first step. */
final class LayerKinds {
  private static final Set<String> POOLS =
      Set.of(
          "AveragePool",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "MaxPool",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceSum");
  private static final Set<String> RESHAPES =
      Set.of("Dropout", "Flatten", "Identity", "Reshape", "Squeeze", "Unsqueeze");
  private static final Set<String> CONVOLUTIONS =
      Set.of("Conv", "ConvInteger", "ConvTranspose", "QLinearConv");

  private final Network network;
  private final Costs costs;

  LayerKinds(Network network, Costs costs) {
    this.network = network;
    this.costs = costs;
  }

  LayerKind of(NodeProto first) {
    if (Operators.isCounted(first)) {
      return product(first);
    }
    if (!Operators.isFree(first)) {
      return LayerKind.OTHER;
    }
    if (RESHAPES.contains(first.getOpType())) {
      return LayerKind.RESHAPE;
    }
    boolean quantised = readsCodes(first) || first.getOpType().equals("QuantizeLinear");
    if (POOLS.contains(first.getOpType())) {
      return quantised ? LayerKind.QUANTISED_POOL : LayerKind.POOL;
    }
    return quantised ? LayerKind.QUANTISED_ELEMENT_WISE : LayerKind.ELEMENT_WISE;
  }

  /** Whether a step reads values that lie there as codes. */
  boolean readsCodes(NodeProto step) {
    return step.getInputList().stream().anyMatch(read -> !network.source(read).equals(read));
  }

  private LayerKind product(NodeProto step) {
    boolean quantised = isQuantised(step);
    if (!CONVOLUTIONS.contains(step.getOpType())) {
      return quantised ? LayerKind.QUANTISED_GEMM : LayerKind.GEMM;
    }
    if (isDepthwise(step)) {
      return quantised ? LayerKind.QUANTISED_DEPTHWISE_CONV : LayerKind.DEPTHWISE_CONV;
    }
    return quantised ? LayerKind.QUANTISED_CONV : LayerKind.CONV;
  }

  // The runtime needs the weights as codes too for a product of integers.
  private boolean isQuantised(NodeProto step) {
    if (step.getOpType().startsWith("QLinear") || step.getOpType().endsWith("Integer")) {
      return true;
    }
    NodeProto weight = network.producer(step.getInput(1));
    return readsCodes(step)
        && weight != null
        && Operators.isStandard(weight)
        && weight.getOpType().equals("DequantizeLinear");
  }

  private boolean isDepthwise(NodeProto convolution) {
    long[] image = costs.shape(convolution.getInput(0));
    return image != null
        && image[1] > 1
        && convolution.getAttributeList().stream()
            .anyMatch(each -> each.getName().equals("group") && each.getI() == image[1]);
  }
}
