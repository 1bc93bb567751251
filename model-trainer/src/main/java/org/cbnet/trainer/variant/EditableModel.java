package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An ONNX model taken apart, so that passes can replace nodes and constants.
 *
 * <p>Nodes are kept in an order in which each comes behind those that it reads; a pass that adds
 * nodes keeps that order. Constants that nothing reads any more are left out of {@link #build}.
 */
final class EditableModel {
  private final ModelProto source;
  private final List<NodeProto> nodes;
  private final Map<String, TensorProto> constants = new LinkedHashMap<>();
  private final List<ValueInfoProto> inputs;
  private final List<ValueInfoProto> outputs;
  private final Set<String> names = new HashSet<>();

  private EditableModel(ModelProto source) {
    GraphProto graph = source.getGraph();
    this.source = source;
    this.nodes = new ArrayList<>(graph.getNodeList());
    this.outputs = new ArrayList<>(graph.getOutputList());
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    // Up to IR version 3 every constant had to be listed among the inputs too.
    this.inputs =
        new ArrayList<>(
            graph.getInputList().stream()
                .filter(input -> !constants.containsKey(input.getName()))
                .toList());
    names.addAll(constants.keySet());
    inputs.forEach(input -> names.add(input.getName()));
    nodes.forEach(node -> names.addAll(node.getOutputList()));
  }

  static EditableModel of(byte[] model) throws InvalidProtocolBufferException {
    return new EditableModel(ModelProto.parseFrom(model));
  }

  /** The nodes in order; passes change this list. */
  List<NodeProto> nodes() {
    return nodes;
  }

  /** The constants by name; passes change this map through {@link #putConstant}. */
  Map<String, TensorProto> constants() {
    return constants;
  }

  List<ValueInfoProto> inputs() {
    return inputs;
  }

  List<ValueInfoProto> outputs() {
    return outputs;
  }

  /** Version of the standard operators. */
  long operatorSet() {
    return source.getOpsetImportList().stream()
        .filter(set -> set.getDomain().isEmpty())
        .mapToLong(OperatorSetIdProto::getVersion)
        .max()
        .orElse(1);
  }

  boolean isOutput(String tensor) {
    return outputs.stream().anyMatch(output -> output.getName().equals(tensor));
  }

  /** Whether a tensor is read from outside the chain of nodes: as an output, or in a branch. */
  boolean readElsewhere(String tensor) {
    return isOutput(tensor) || readInBranches().contains(tensor);
  }

  /** The nodes that read a tensor, in order; those within branches are not counted. */
  List<NodeProto> consumers(String tensor) {
    return nodes.stream().filter(node -> node.getInputList().contains(tensor)).toList();
  }

  Optional<NodeProto> producer(String tensor) {
    return nodes.stream().filter(node -> node.getOutputList().contains(tensor)).findFirst();
  }

  /** Whether exactly one node reads a tensor, once, and nothing outside does. */
  boolean readOnce(String tensor) {
    long reads =
        nodes.stream().flatMap(node -> node.getInputList().stream()).filter(tensor::equals).count();
    return reads == 1 && !readElsewhere(tensor);
  }

  /** Puts a node in the place of another. */
  void replace(NodeProto old, NodeProto fresh) {
    nodes.set(nodes.indexOf(old), fresh);
    names.addAll(fresh.getOutputList());
  }

  void putConstant(TensorProto tensor) {
    constants.put(tensor.getName(), tensor);
    names.add(tensor.getName());
  }

  /** A name that no tensor of the model has yet; it is taken from now on. */
  String fresh(String stem) {
    String name = stem;
    for (int i = 2; !names.add(name); i++) {
      name = stem + "_" + i;
    }
    return name;
  }

  /** A copy in which every tensor and node has another name. */
  EditableModel renamed(UnaryOperator<String> naming) {
    GraphProto.Builder graph = build().getGraph().toBuilder();
    graph.getNodeBuilderList().forEach(node -> rename(node, naming));
    graph.getInitializerBuilderList().forEach(t -> t.setName(naming.apply(t.getName())));
    graph.getInputBuilderList().forEach(t -> t.setName(naming.apply(t.getName())));
    graph.getOutputBuilderList().forEach(t -> t.setName(naming.apply(t.getName())));
    return new EditableModel(source.toBuilder().setGraph(graph).build());
  }

  /** Removes nodes and constants that nothing reads any more. */
  void dropUnread() {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      boolean read =
          nodes.get(i).getOutputList().stream()
              .anyMatch(output -> readElsewhere(output) || !consumers(output).isEmpty());
      if (!read) {
        nodes.remove(i);
      }
    }
    constants.keySet().retainAll(read());
  }

  /** The model with the changes; shapes that were only noted are dropped, as they may not hold. */
  ModelProto build() {
    Set<String> read = read();
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName(source.getGraph().getName())
            .addAllNode(nodes)
            .addAllInput(inputs)
            .addAllOutput(outputs);
    constants.values().stream()
        .filter(tensor -> read.contains(tensor.getName()))
        .forEach(graph::addInitializer);
    return source.toBuilder().setGraph(graph).build();
  }

  byte[] toByteArray() {
    return build().toByteArray();
  }

  private Set<String> read() {
    Set<String> read = readInBranches();
    nodes.forEach(node -> read.addAll(node.getInputList()));
    outputs.forEach(output -> read.add(output.getName()));
    return read;
  }

  // What the graphs within If and Loop nodes read; names that they make themselves do no harm.
  private Set<String> readInBranches() {
    Set<String> read = new HashSet<>();
    nodes.forEach(node -> addReadInBranches(node, read));
    return read;
  }

  private static void addReadInBranches(NodeProto node, Set<String> read) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG()) {
        attribute.getG().getOutputList().forEach(output -> read.add(output.getName()));
        for (NodeProto inner : attribute.getG().getNodeList()) {
          read.addAll(inner.getInputList());
          addReadInBranches(inner, read);
        }
      }
    }
  }

  private static void rename(NodeProto.Builder node, UnaryOperator<String> naming) {
    node.setName(naming.apply(node.getName()));
    for (int i = 0; i < node.getInputCount(); i++) {
      // An optional input that is left out has no name.
      if (!node.getInput(i).isEmpty()) {
        node.setInput(i, naming.apply(node.getInput(i)));
      }
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      node.setOutput(i, naming.apply(node.getOutput(i)));
    }
  }
}
