package org.cbnet.trainer.imports;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cbnet.inference.partition.Operators;

/**
 * Multiply-accumulates of one image, counted as for our own networks: those of convolutions and
 * matrix products, biases, normalisation and activations not. Shapes are those of a run, as few
 * exporters declare them all.
 *
 * @param macs null where they can't be told
 * @param unknown why they can't be told; empty where they can
 */
record MacCount(Long macs, String unknown) {
  static MacCount of(OnnxSource source, ImageInput input, float[] image) throws ImportException {
    GraphProto graph = source.model().getGraph();
    SortedSet<String> unknown = new TreeSet<>();
    for (NodeProto node : graph.getNodeList()) {
      if (!Operators.isStandard(node)) {
        unknown.add(node.getDomain() + "." + node.getOpType());
      } else if (!Operators.isFree(node) && !Operators.isCounted(node)) {
        unknown.add(node.getOpType());
      }
    }
    if (!unknown.isEmpty()) {
      return new MacCount(null, "operators " + String.join(", ", unknown));
    }
    Map<String, long[]> shapes = shapes(source, input, image);
    long macs = 0;
    for (NodeProto node : graph.getNodeList()) {
      if (Operators.isCounted(node)) {
        if (!shapes.keySet().containsAll(tensors(node))) {
          return new MacCount(null, "the shapes of " + node.getOpType() + " " + node.getName());
        }
        macs += Operators.macs(node, shapes);
      }
    }
    return new MacCount(macs, "");
  }

  private static Map<String, long[]> shapes(OnnxSource source, ImageInput input, float[] image)
      throws ImportException {
    GraphProto graph = source.model().getGraph();
    Map<String, long[]> shapes = new HashMap<>();
    shapes.put(input.name(), new long[] {1, 1, input.size().height(), input.size().width()});
    for (TensorProto weight : graph.getInitializerList()) {
      shapes.put(
          weight.getName(), weight.getDimsList().stream().mapToLong(Long::longValue).toArray());
    }
    Set<String> declared = new HashSet<>(Tensors.names(graph.getOutputList()));
    GraphProto.Builder watched = graph.toBuilder();
    for (NodeProto node : graph.getNodeList()) {
      if (Operators.isCounted(node)) {
        for (String tensor : tensors(node)) {
          if (!shapes.containsKey(tensor) && declared.add(tensor)) {
            watched.addOutput(ValueInfoProto.newBuilder().setName(tensor));
          }
        }
      }
    }
    byte[] model = source.model().toBuilder().setGraph(watched).build().toByteArray();
    try (OnnxTrial trial = new OnnxTrial(source, input, model)) {
      shapes.putAll(trial.shapes(image));
    }
    return shapes;
  }

  // An operator's inputs that are left out have an empty name.
  private static List<String> tensors(NodeProto node) {
    List<String> tensors = new ArrayList<>(node.getInputList());
    tensors.removeIf(String::isEmpty);
    tensors.add(node.getOutput(0));
    return tensors;
  }
}
