package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Set;

/** Which operators are computed in 8 bits, and which of their tensors matter for it. */
final class QuantisedLayers {
  private static final Set<String> WITH_WEIGHT = Set.of("Conv", "Gemm", "MatMul");
  private static final Set<String> WITHOUT_WEIGHT =
      Set.of("Add", "AveragePool", "GlobalAveragePool", "Sigmoid");
  private static final Set<String> MOVING =
      Set.of("MaxPool", "Flatten", "Reshape", "Transpose", "Squeeze", "Unsqueeze");

  private QuantisedLayers() {}

  /** Whether a node is one that is computed in 8 bits. */
  static boolean contain(EditableModel model, NodeProto node) {
    if (!node.getDomain().isEmpty()) {
      return false;
    }
    if (hasWeight(node)) {
      return weightFits(model, node);
    }
    return WITHOUT_WEIGHT.contains(node.getOpType())
        && node.getInputList().stream().noneMatch(model.constants()::containsKey);
  }

  static boolean hasWeight(NodeProto node) {
    return WITH_WEIGHT.contains(node.getOpType());
  }

  /** Whether an operator only moves or picks values, so that codes stay what they are. */
  static boolean keepsCodes(NodeProto node) {
    return node.getDomain().isEmpty() && MOVING.contains(node.getOpType());
  }

  /** The inputs of a node that are computed by others. */
  static List<String> activations(EditableModel model, NodeProto node) {
    return node.getInputList().stream()
        .filter(input -> !model.constants().containsKey(input))
        .toList();
  }

  /** The tensor that a node's result is rounded as: behind a ReLU where one follows alone. */
  static String result(EditableModel model, NodeProto node) {
    String output = node.getOutput(0);
    if (model.readOnce(output)) {
      NodeProto next = model.consumers(output).get(0);
      if (Nodes.is(next, "Relu")) {
        return next.getOutput(0);
      }
    }
    return output;
  }

  /** The dimension of a weight that counts output channels. */
  static int channelAxis(NodeProto node) {
    boolean lastIsOutput =
        Nodes.is(node, "MatMul")
            || (Nodes.is(node, "Gemm") && Nodes.integer(node, "transB", 0) == 0);
    return lastIsOutput ? 1 : 0;
  }

  private static boolean weightFits(EditableModel model, NodeProto node) {
    boolean constants =
        node.getInputList().stream()
            .skip(1)
            .allMatch(name -> TensorValues.isOfType(model.constants().get(name), DataType.FLOAT));
    return constants && node.getInputCount() > 1 && !scaled(node) && flat(model, node);
  }

  private static boolean scaled(NodeProto node) {
    return Nodes.real(node, "alpha", 1) != 1
        || Nodes.real(node, "beta", 1) != 1
        || Nodes.integer(node, "transA", 0) != 0;
  }

  private static boolean flat(EditableModel model, NodeProto node) {
    int rank = model.constants().get(node.getInput(1)).getDimsCount();
    return Nodes.is(node, "Conv") || rank == 2;
  }
}
