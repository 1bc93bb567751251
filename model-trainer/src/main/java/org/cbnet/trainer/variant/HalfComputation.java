package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a graph compute in half precision; what goes in and comes out stays float, cast at the
 * edges. Whether the runtime has kernels for it is the runtime's matter: where it has none, it
 * casts around each operator.
 */
final class HalfComputation {
  private static final String SUFFIX = ".half";

  private HalfComputation() {}

  static void apply(EditableModel model) {
    for (TensorProto tensor : List.copyOf(model.constants().values())) {
      if (TensorValues.isOfType(tensor, DataType.FLOAT)) {
        model.putConstant(
            TensorValues.halves(
                tensor.getName(), tensor.getDimsList(), TensorValues.floats(tensor)));
      }
    }
    List<NodeProto> nodes = new ArrayList<>(List.copyOf(model.nodes()));
    for (int i = 0; i < nodes.size(); i++) {
      nodes.set(i, halved(nodes.get(i)));
    }
    List<NodeProto> before = new ArrayList<>();
    for (ValueInfoProto input : model.inputs()) {
      if (isFloat(input)) {
        String half = model.fresh(input.getName() + SUFFIX);
        nodes.replaceAll(node -> withInput(node, input.getName(), half));
        before.add(cast(half, input.getName(), DataType.FLOAT16));
      }
    }
    List<NodeProto> behind = new ArrayList<>();
    for (ValueInfoProto output : model.outputs()) {
      if (isFloat(output)) {
        String half = model.fresh(output.getName() + SUFFIX);
        nodes.replaceAll(node -> withOutput(node, output.getName(), half));
        behind.add(cast(output.getName(), half, DataType.FLOAT));
      }
    }
    model.nodes().clear();
    model.nodes().addAll(before);
    model.nodes().addAll(nodes);
    model.nodes().addAll(behind);
  }

  // A cast to float inside the graph would put a float between halves.
  private static NodeProto halved(NodeProto node) {
    boolean toFloat =
        Nodes.is(node, "Cast") && Nodes.integer(node, "to", 0) == DataType.FLOAT.getNumber();
    return toFloat
        ? node.toBuilder()
            .clearAttribute()
            .addAttribute(Nodes.integer("to", DataType.FLOAT16.getNumber()))
            .build()
        : node;
  }

  private static boolean isFloat(ValueInfoProto value) {
    return value.getType().getTensorType().getElemType() == DataType.FLOAT.getNumber();
  }

  private static NodeProto cast(String output, String input, DataType type) {
    return Nodes.of("Cast", output, input)
        .setName(output + ".cast")
        .addAttribute(Nodes.integer("to", type.getNumber()))
        .build();
  }

  private static NodeProto withInput(NodeProto node, String old, String fresh) {
    NodeProto.Builder builder = node.toBuilder();
    for (int i = 0; i < node.getInputCount(); i++) {
      if (node.getInput(i).equals(old)) {
        builder.setInput(i, fresh);
      }
    }
    return builder.build();
  }

  private static NodeProto withOutput(NodeProto node, String old, String fresh) {
    NodeProto.Builder builder = withInput(node, old, fresh).toBuilder();
    for (int i = 0; i < node.getOutputCount(); i++) {
      if (node.getOutput(i).equals(old)) {
        builder.setOutput(i, fresh);
      }
    }
    return builder.build();
  }
}
