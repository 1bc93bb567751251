package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Turns the ways in which files store a constant into one, so that later passes find weights where
 * they look: {@code Constant} nodes, {@code Identity} of a constant (as some exporters share
 * weights), and half-precision constants with a {@code Cast} to float (to shrink files).
 */
final class StoredConstants {
  // Of fewer values a cast takes more bytes than it saves.
  private static final int WORTH_A_CAST = 64;

  private StoredConstants() {}

  /** Reads a file's model with every constant where passes look for it. */
  static EditableModel open(byte[] model) throws InvalidProtocolBufferException {
    EditableModel opened = EditableModel.of(model);
    expand(opened);
    return opened;
  }

  /**
   * Stores a float constant in half precision, with a {@code Cast} back, where that loses nothing:
   * in weights that were rounded to it at export. The runtime casts once, when it loads the graph.
   */
  static void shrink(EditableModel model) {
    // A cast would keep alive what passes have replaced.
    model.dropUnread();
    for (TensorProto tensor : List.copyOf(model.constants().values())) {
      if (TensorValues.isOfType(tensor, DataType.FLOAT)) {
        float[] values = TensorValues.floats(tensor);
        if (values.length >= WORTH_A_CAST && exactInHalf(values)) {
          model.constants().remove(tensor.getName());
          String half = model.fresh(tensor.getName() + "/half");
          model.putConstant(TensorValues.halves(half, tensor.getDimsList(), values));
          model
              .nodes()
              .add(
                  0,
                  Nodes.of("Cast", tensor.getName(), half)
                      .addAttribute(Nodes.integer("to", DataType.FLOAT.getNumber()))
                      .build());
        }
      }
    }
  }

  private static boolean exactInHalf(float[] values) {
    for (float value : values) {
      if (SaturatingHalf.value(SaturatingHalf.bits(value)) != value) {
        return false;
      }
    }
    return true;
  }

  static void expand(EditableModel model) {
    for (Iterator<NodeProto> nodes = model.nodes().iterator(); nodes.hasNext(); ) {
      Optional<TensorProto> constant = constant(model, nodes.next());
      if (constant.isPresent()) {
        nodes.remove();
        model.putConstant(constant.get());
      }
    }
  }

  private static Optional<TensorProto> constant(EditableModel model, NodeProto node) {
    if (node.getOutputCount() != 1 || model.isOutput(node.getOutput(0))) {
      return Optional.empty();
    }
    String name = node.getOutput(0);
    if (Nodes.is(node, "Constant")) {
      return Nodes.attribute(node, "value")
          .filter(AttributeProto::hasT)
          .map(value -> value.getT().toBuilder().setName(name).build());
    }
    TensorProto input = node.getInputCount() == 1 ? model.constants().get(node.getInput(0)) : null;
    if (input == null) {
      return Optional.empty();
    }
    if (Nodes.is(node, "Identity")) {
      return Optional.of(input.toBuilder().setName(name).build());
    }
    boolean toFloat = Nodes.integer(node, "to", 0) == DataType.FLOAT.getNumber();
    if (Nodes.is(node, "Cast") && toFloat && TensorValues.isOfType(input, DataType.FLOAT16)) {
      return Optional.of(
          TensorValues.floats(name, input.getDimsList(), TensorValues.floats(input)));
    }
    return Optional.empty();
  }
}
