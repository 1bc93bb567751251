package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a model and refuses what can't be cut. */
final class ModelChecks {
  // Both halves would draw for themselves, or a second run otherwise than the first.
  private static final Set<String> RANDOM =
      Set.of(
          "Bernoulli",
          "Multinomial",
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike");

  private ModelChecks() {}

  static ModelProto read(byte[] bytes) throws RefusedException {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new RefusedException(
          "is no whole ONNX file (%s): copy or export it again".formatted(e.getMessage()), e);
    }
    GraphProto graph = model.getGraph();
    if (graph.getNodeCount() == 0) {
      throw new RefusedException("holds no ONNX graph: export the model again");
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      checkIsInside(tensor.getName(), tensor);
    }
    for (NodeProto node : graph.getNodeList()) {
      check(node);
    }
    checkOrder(graph);
    return model;
  }

  /** A node for people. */
  static String describe(NodeProto node) {
    String name =
        node.getName().isEmpty() ? String.join(", ", node.getOutputList()) : node.getName();
    return "%s node '%s'".formatted(node.getOpType(), name);
  }

  private static void check(NodeProto node) throws RefusedException {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG() || attribute.getGraphsCount() > 0) {
        throw new RefusedException(
            "has control flow, %s: only graphs without branches and loops can be cut, export the model without"
                .formatted(describe(node)));
      }
      checkIsInside(node.getName(), attribute.getT());
      for (TensorProto tensor : attribute.getTensorsList()) {
        checkIsInside(node.getName(), tensor);
      }
    }
    if (Operators.isStandard(node) && RANDOM.contains(node.getOpType())) {
      throw new RefusedException(
          "draws random numbers, %s: its halves would not answer as the whole does, export the model for inference"
              .formatted(describe(node)));
    }
  }

  // The halves are made from the bundle's bytes, on two machines.
  private static void checkIsInside(String name, TensorProto tensor) throws RefusedException {
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      throw new RefusedException(
          "keeps weight '%s' in another file: save it as one file, without external data"
              .formatted(name));
    }
  }

  private static void checkOrder(GraphProto graph) throws RefusedException {
    Set<String> made = new HashSet<>(List.of(""));
    graph.getInputList().forEach(input -> made.add(input.getName()));
    graph.getInitializerList().forEach(tensor -> made.add(tensor.getName()));
    graph.getSparseInitializerList().forEach(tensor -> made.add(tensor.getValues().getName()));
    for (NodeProto node : graph.getNodeList()) {
      for (String read : node.getInputList()) {
        if (!made.contains(read)) {
          throw new RefusedException(
              "%s reads '%s' before any node makes it: export the model with sorted nodes"
                  .formatted(describe(node), read));
        }
      }
      for (String output : node.getOutputList()) {
        if (!made.add(output) && !output.isEmpty()) {
          throw new RefusedException(
              "makes tensor '%s' twice, again in %s: export the model again"
                  .formatted(output, describe(node)));
        }
      }
    }
  }
}
