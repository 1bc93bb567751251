package org.cbnet.trainer.imports;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/**
 * The one output of an image classifier, {@code [N or 1, classes]} of floats.
 *
 * @param name as in the model
 * @param softmaxInput name of what goes into the softmax that ends the model; empty where none does
 */
record Answers(String name, String softmaxInput) {

  static Answers of(OnnxSource source) throws ImportException {
    GraphProto graph = source.model().getGraph();
    List<ValueInfoProto> outputs = graph.getOutputList();
    if (outputs.size() != 1) {
      throw new ImportException(
          source.file(),
          "must have one output, a value for each class: it has %d, %s; export it with that one only"
              .formatted(outputs.size(), Tensors.names(outputs)));
    }
    ValueInfoProto output = outputs.get(0);
    Tensors.checkFloat(source, "output '" + output.getName() + "'", output);
    return new Answers(output.getName(), softmaxInput(graph, output.getName()));
  }

  boolean endsInSoftmax() {
    return !softmaxInput.isEmpty();
  }

  private static String softmaxInput(GraphProto graph, String output) {
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOutputList().contains(output)) {
        return node.getOpType().equals("Softmax") && isOverClasses(node) ? node.getInput(0) : "";
      }
    }
    return "";
  }

  // Of two dimensions, the last; without the attribute both defaults of the operator mean that one.
  private static boolean isOverClasses(NodeProto softmax) {
    return softmax.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("axis"))
        .mapToLong(AttributeProto::getI)
        .allMatch(axis -> axis == 1 || axis == -1);
  }
}
