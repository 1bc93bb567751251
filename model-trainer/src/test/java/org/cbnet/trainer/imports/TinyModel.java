package org.cbnet.trainer.imports;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Models as other tools write them: 2 x 2 images, 3 classes, answer k is 4 x pixel k. Tests spoil
 * them one way or another.
 */
public final class TinyModel {
  static final int CLASSES = 3;

  private static final int PIXELS = 4;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
  private final String input;
  private final String output;
  private int irVersion = 7;

  private TinyModel(String input, String output) {
    this.input = input;
    this.output = output;
    graph.addInput(value(input, DataType.FLOAT, "batch", 1, 2, 2));
    graph.addOutput(value(output, DataType.FLOAT, "batch", CLASSES));
    float[] weights = new float[CLASSES * PIXELS];
    for (int k = 0; k < CLASSES; k++) {
      weights[k * PIXELS + k] = 4;
    }
    weight("weight", weights, CLASSES, PIXELS);
    weight("bias", new float[CLASSES], CLASSES);
  }

  /** Answers logits. */
  public static TinyModel linear(String input, String output) {
    return new TinyModel(input, output).product(output);
  }

  /** Answers what operators without attributes make of the logits, one after another. */
  static TinyModel ending(String... operators) {
    TinyModel model = new TinyModel("x", "y").product("t0");
    for (int i = 0; i < operators.length; i++) {
      String to = i == operators.length - 1 ? "y" : "t" + (i + 1);
      model.append(operators[i], to, "t" + i);
    }
    return model;
  }

  /** Declares the input otherwise; a size is a number or a name. */
  public TinyModel input(DataType type, Object... sizes) {
    graph.setInput(0, value(input, type, sizes));
    return this;
  }

  /** Takes another type and converts it, so that the graph is right in itself. */
  public TinyModel converting(DataType type) {
    List<NodeProto> nodes = new ArrayList<>(graph.getNodeList());
    nodes.set(0, node("Flatten", "flat", "converted").build());
    nodes.add(
        0,
        node("Cast", "converted", input)
            .addAttribute(integer("to", DataType.FLOAT.getNumber()))
            .build());
    graph.clearNode().addAllNode(nodes);
    return input(type, "N", 1, 2, 2);
  }

  TinyModel output(DataType type, Object... sizes) {
    graph.setOutput(0, value(output, type, sizes));
    return this;
  }

  TinyModel secondInput() {
    graph.addInput(value("mask", DataType.FLOAT, 1));
    return this;
  }

  TinyModel secondOutput() {
    graph.addOutput(value("flat", DataType.FLOAT, "batch", PIXELS));
    return this;
  }

  TinyModel declared(String tensor, Object... sizes) {
    graph.addValueInfo(value(tensor, DataType.FLOAT, sizes));
    return this;
  }

  /** As up to ONNX 1.4, where weights are inputs too. */
  TinyModel withWeightsAmongInputs() {
    graph.addInput(value("weight", DataType.FLOAT, CLASSES, PIXELS));
    graph.addInput(value("bias", DataType.FLOAT, CLASSES));
    irVersion = 3;
    return this;
  }

  /** Replaces the bias. */
  public TinyModel bias(float... values) {
    graph.getInitializerBuilder(1).clearFloatData();
    for (float value : values) {
      graph.getInitializerBuilder(1).addFloatData(value);
    }
    return this;
  }

  TinyModel externalBias() {
    graph
        .getInitializerBuilder(1)
        .clearFloatData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(
            StringStringEntryProto.newBuilder().setKey("location").setValue("tiny.bin"));
    return this;
  }

  /** Puts the product into both branches of an If, which read the input from around them. */
  TinyModel insideBranches() {
    GraphProto product =
        GraphProto.newBuilder()
            .setName("branch")
            .addNode(
                node("Gemm", "branch_out", "flat", "weight", "bias")
                    .addAttribute(integer("transB", 1)))
            .addOutput(value("branch_out", DataType.FLOAT, "batch", CLASSES))
            .build();
    graph.clearNode();
    graph.addNode(node("Flatten", "flat", input));
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName("condition")
            .setDataType(DataType.BOOL.getNumber())
            .addInt32Data(1));
    GraphProto other = product.toBuilder().setNode(0, otherBranch(product.getNode(0))).build();
    graph.addNode(
        node("If", output, "condition")
            .addAttribute(branch("then_branch", product))
            .addAttribute(
                branch(
                    "else_branch",
                    other.toBuilder()
                        .setOutput(0, value("else_out", DataType.FLOAT, "batch", CLASSES))
                        .build())));
    return this;
  }

  /** Gives a tensor that nodes make another name, in branches too. */
  TinyModel named(String from, String to) {
    rename(graph, from, to);
    return this;
  }

  private static void rename(GraphProto.Builder graph, String from, String to) {
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      List<String> inputs = new ArrayList<>(node.getInputList());
      List<String> outputs = new ArrayList<>(node.getOutputList());
      inputs.replaceAll(name -> name.equals(from) ? to : name);
      outputs.replaceAll(name -> name.equals(from) ? to : name);
      node.clearInput().addAllInput(inputs).clearOutput().addAllOutput(outputs);
      for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
        if (attribute.hasG()) {
          rename(attribute.getGBuilder(), from, to);
        }
      }
    }
  }

  /** Another node reads the answer too, for nothing. */
  TinyModel readElsewhere() {
    return append("Identity", "unused", output);
  }

  public byte[] bytes() {
    return ModelProto.newBuilder()
        .setIrVersion(irVersion)
        .setProducerName("another-tool")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  private static NodeProto otherBranch(NodeProto node) {
    return node.toBuilder().setOutput(0, "else_out").build();
  }

  private TinyModel product(String to) {
    graph.addNode(node("Flatten", "flat", input));
    graph.addNode(node("Gemm", to, "flat", "weight", "bias").addAttribute(integer("transB", 1)));
    return this;
  }

  private TinyModel append(String operator, String to, String from) {
    graph.addNode(node(operator, to, from));
    return this;
  }

  private void weight(String name, float[] values, long... sizes) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber());
    for (long size : sizes) {
      tensor.addDims(size);
    }
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
  }

  private static NodeProto.Builder node(String operator, String to, String... from) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(Arrays.asList(from))
        .addOutput(to);
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static AttributeProto branch(String name, GraphProto graph) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(graph)
        .build();
  }

  private static ValueInfoProto value(String name, DataType type, Object... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object size : sizes) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(
          size instanceof Integer fixed
              ? dimension.setDimValue(fixed)
              : dimension.setDimParam(size.toString()));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }
}
