package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A classifier's graph taken apart: the steps that compute on the image, in the order of the file,
 * and beside them what belongs to no place in that order. Immutable.
 */
final class Network {
  private final ModelProto model;
  private final CutTensor image;
  private final String output;
  private final Map<String, NodeProto> producers = new HashMap<>();
  private final Set<String> varying = new HashSet<>();
  private final Map<String, String> sources = new HashMap<>();
  private final List<NodeProto> steps = new ArrayList<>();

  private Network(ModelProto model, CutTensor image, String output) {
    this.model = model;
    this.image = image;
    this.output = output;
  }

  /**
   * Checks a model and takes it apart.
   *
   * @param bytes an ONNX file
   * @param output the only output of interest
   */
  static Network of(byte[] bytes, String output) throws RefusedException {
    ModelProto model = ModelChecks.read(bytes);
    GraphProto graph = model.getGraph();
    Network network = new Network(model, ImageShape.of(graph), output);
    List<String> outputs = graph.getOutputList().stream().map(each -> each.getName()).toList();
    if (!outputs.contains(output)) {
      throw new RefusedException(
          "has the outputs %s: only a classifier with an output '%s' can be cut"
              .formatted(outputs, output));
    }
    network.sort(graph);
    return network;
  }

  private void sort(GraphProto graph) throws RefusedException {
    varying.add(image.name());
    graph.getNodeList().forEach(this::add);
    if (!varying.contains(output)) {
      throw new RefusedException(
          "answers '%s' without its input '%s': nothing can be cut"
              .formatted(output, image.name()));
    }
    Set<NodeProto> needed = needed();
    for (NodeProto node : graph.getNodeList()) {
      if (needed.contains(node) && isVarying(node) && !isView(node)) {
        steps.add(node);
      }
    }
  }

  private void add(NodeProto node) {
    node.getOutputList().forEach(tensor -> producers.put(tensor, node));
    if (node.getInputList().stream().anyMatch(varying::contains)) {
      varying.addAll(node.getOutputList());
      varying.remove("");
      if (isView(node)) {
        sources.put(node.getOutput(0), node.getInput(0));
      }
    }
  }

  // Equal nodes make equal tensors, which checks have refused, so that a set of nodes will do.
  private Set<NodeProto> needed() {
    Set<NodeProto> needed = new HashSet<>();
    Deque<String> wanted = new ArrayDeque<>(List.of(output));
    while (!wanted.isEmpty()) {
      NodeProto node = producers.get(wanted.pop());
      if (node != null && needed.add(node)) {
        wanted.addAll(node.getInputList());
      }
    }
    return needed;
  }

  private boolean isVarying(NodeProto node) {
    return node.getOutputList().stream().anyMatch(varying::contains);
  }

  // Codes with a constant scale are the values in a quarter of the bytes.
  private boolean isView(NodeProto node) {
    return Operators.isStandard(node)
        && node.getOpType().equals("DequantizeLinear")
        && varying.contains(node.getInput(0))
        && node.getInputList().stream().skip(1).noneMatch(varying::contains);
  }

  ModelProto model() {
    return model;
  }

  /** The input, for one image. */
  CutTensor image() {
    return image;
  }

  /** Name of the output of interest. */
  String output() {
    return output;
  }

  /** The nodes that compute on the image and that the output needs, in order. */
  List<NodeProto> steps() {
    return List.copyOf(steps);
  }

  /** The node that makes a tensor; null for the input and constants that are no node's. */
  NodeProto producer(String tensor) {
    return producers.get(tensor);
  }

  /** Whether a tensor depends on the image. */
  boolean isVarying(String tensor) {
    return varying.contains(tensor);
  }

  /** What has to be at hand for a tensor: the codes of dequantised values, else the tensor. */
  String source(String tensor) {
    return sources.getOrDefault(tensor, tensor);
  }
}
