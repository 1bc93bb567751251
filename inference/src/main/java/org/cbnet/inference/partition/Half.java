package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a network computes from some tensors to others, as a model of its own: the nodes and
 * constants on the way, in the order of the whole. The same network and tensors give the same
 * bytes.
 */
final class Half {
  private static final String IMAGES = "N";

  private final Network network;
  private final List<ValueInfoProto> inputs;
  private final List<ValueInfoProto> outputs;
  private final Set<NodeProto> nodes = new HashSet<>();
  private final Set<String> tensors = new HashSet<>();

  private Half(Network network, List<ValueInfoProto> inputs, List<ValueInfoProto> outputs) {
    this.network = network;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** From the image to tensors. */
  static byte[] head(Network network, List<CutTensor> tensors) {
    return new Half(network, image(network), declarations(tensors)).write();
  }

  /** From tensors to the output. */
  static byte[] tail(Network network, List<CutTensor> tensors) {
    return new Half(network, declarations(tensors), output(network)).write();
  }

  /** From tensors to the output, for any number of images, whether or not the nodes bear it. */
  static byte[] batchTail(Network network, List<CutTensor> tensors) {
    return new Half(network, opened(declarations(tensors)), opened(output(network))).write();
  }

  /** From the image to the output alone. */
  static byte[] whole(Network network) {
    return new Half(network, image(network), output(network)).write();
  }

  /** From a layer's inputs to its outputs. */
  static byte[] layer(Network network, Layer layer) {
    return new Half(
            network,
            declarations(layer.inputs()),
            layer.outputs().isEmpty() ? output(network) : declarations(layer.outputs()))
        .write();
  }

  private byte[] write() {
    collect();
    GraphProto source = network.model().getGraph();
    GraphProto.Builder graph =
        GraphProto.newBuilder().setName(source.getName()).addAllInput(inputs).addAllOutput(outputs);
    source.getNodeList().stream().filter(nodes::contains).forEach(graph::addNode);
    source.getInitializerList().stream()
        .filter(tensor -> tensors.contains(tensor.getName()))
        .forEach(graph::addInitializer);
    source.getSparseInitializerList().stream()
        .filter(tensor -> tensors.contains(tensor.getValues().getName()))
        .forEach(graph::addSparseInitializer);
    return network.model().toBuilder().setGraph(graph).build().toByteArray();
  }

  // Backwards from the outputs, not beyond the inputs.
  private void collect() {
    Set<String> given = new HashSet<>();
    inputs.forEach(input -> given.add(input.getName()));
    Deque<String> wanted = new ArrayDeque<>();
    outputs.forEach(output -> wanted.add(output.getName()));
    while (!wanted.isEmpty()) {
      String tensor = wanted.pop();
      if (given.contains(tensor) || !tensors.add(tensor)) {
        continue;
      }
      NodeProto node = network.producer(tensor);
      if (node != null) {
        nodes.add(node);
        wanted.addAll(node.getInputList());
      } else if (network.isVarying(tensor)) {
        throw new IllegalStateException("a half lacks tensor " + tensor);
      }
    }
  }

  private static List<ValueInfoProto> image(Network network) {
    return network.model().getGraph().getInputList().stream()
        .filter(input -> input.getName().equals(network.image().name()))
        .toList();
  }

  private static List<ValueInfoProto> output(Network network) {
    return network.model().getGraph().getOutputList().stream()
        .filter(output -> output.getName().equals(network.output()))
        .toList();
  }

  // What stands in front counts images.
  private static List<ValueInfoProto> opened(List<ValueInfoProto> declared) {
    List<ValueInfoProto> opened = new ArrayList<>();
    for (ValueInfoProto each : declared) {
      ValueInfoProto.Builder value = each.toBuilder();
      value
          .getTypeBuilder()
          .getTensorTypeBuilder()
          .getShapeBuilder()
          .setDim(0, TensorShapeProto.Dimension.newBuilder().setDimParam(IMAGES));
      opened.add(value.build());
    }
    return opened;
  }

  private static List<ValueInfoProto> declarations(List<CutTensor> tensors) {
    return tensors.stream().map(Half::declaration).toList();
  }

  private static ValueInfoProto declaration(CutTensor tensor) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int size : tensor.shape()) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder()
            .setElemType(tensor.type().declared().getNumber())
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(tensor.name())
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }
}
