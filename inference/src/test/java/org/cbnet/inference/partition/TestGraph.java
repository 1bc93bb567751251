package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** Graphs by hand: from an image of 1 x 2 x 2 to 3 logits. */
public final class TestGraph {
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("made");
  private final Random random = new Random(7);

  TestGraph() {
    graph.addInput(value("image", DataType.FLOAT, "N", 1, 2, 2));
    graph.addOutput(value("logits", DataType.FLOAT, "N", 3));
  }

  /** Conv - Relu - Conv - Relu - Conv - Add with the first Relu - Relu - Flatten - Gemm. */
  static TestGraph residual() {
    return new TestGraph()
        .conv("image", 1, 2, "c1")
        .node("Relu", "r1", "c1")
        .conv("r1", 2, 2, "c2")
        .node("Relu", "r2", "c2")
        .conv("r2", 2, 2, "c3")
        .node("Add", "sum", "c3", "r1")
        .node("Relu", "r3", "sum")
        .classifier("r3");
  }

  /** The image itself is read once more behind the first convolution. */
  public static TestGraph skippingFromTheImage() {
    return new TestGraph()
        .conv("image", 1, 2, "c1")
        .node("Relu", "r1", "c1")
        .conv("r1", 2, 2, "c2")
        .node("Add", "sum", "c2", "image")
        .classifier("sum");
  }

  /** Quantised on its way; the codes of the first activation are read on both sides of a cut. */
  static TestGraph quantised() {
    return new TestGraph()
        .constant("scale", DataType.FLOAT, new byte[] {0, 0, 0, 0x3c})
        .constant("zero", DataType.UINT8, new byte[] {3})
        .conv("image", 1, 2, "c1")
        .node("QuantizeLinear", "codes", "c1", "scale", "zero")
        .node("DequantizeLinear", "values", "codes", "scale", "zero")
        .conv("values", 2, 2, "c2")
        .node("QuantizeLinear", "codes2", "c2", "scale", "zero")
        .node("DequantizeLinear", "values2", "codes2", "scale", "zero")
        .conv("values2", 2, 2, "c3")
        .node("Add", "sum", "c3", "values")
        .classifier("sum");
  }

  /** Flatten to 8 values and a matrix product. */
  TestGraph classifier(String from) {
    return node("Flatten", "flat", from).gemm("flat", 8, "logits");
  }

  TestGraph gemm(String from, int in, String to) {
    return weights(to + ".weight", in, 3).node("Gemm", to, from, to + ".weight");
  }

  /** A convolution of 1 x 1 with random weights, stored as halves and cast. */
  TestGraph conv(String from, int in, int out, String to) {
    byte[] halves = new byte[2 * in * out];
    for (int i = 0; i < halves.length; i += 2) {
      halves[i] = (byte) random.nextInt();
      // Exponents of 1/4 to 1, either sign.
      halves[i + 1] = (byte) (0x34 + random.nextInt(8) | (random.nextBoolean() ? 0x80 : 0));
    }
    constant(to + ".half", DataType.FLOAT16, halves, out, in, 1, 1);
    return with(
            "Cast",
            node -> node.addAttribute(integer("to", DataType.FLOAT.getNumber())),
            to + ".weight",
            to + ".half")
        .node("Conv", to, from, to + ".weight");
  }

  TestGraph weights(String name, long... sizes) {
    int count = (int) Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber());
    Arrays.stream(sizes).forEach(tensor::addDims);
    for (int i = 0; i < count; i++) {
      tensor.addFloatData(random.nextFloat() - 0.5f);
    }
    graph.addInitializer(tensor);
    return this;
  }

  TestGraph constant(String name, DataType type, byte[] raw, long... sizes) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw));
    Arrays.stream(sizes).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return this;
  }

  TestGraph node(String operator, String to, String... from) {
    return with(operator, node -> {}, to, from);
  }

  TestGraph with(String operator, Consumer<NodeProto.Builder> more, String to, String... from) {
    NodeProto.Builder node =
        NodeProto.newBuilder().setOpType(operator).addAllInput(Arrays.asList(from)).addOutput(to);
    more.accept(node);
    graph.addNode(node);
    return this;
  }

  /** Whatever else a test wants to be otherwise. */
  TestGraph change(Consumer<GraphProto.Builder> change) {
    change.accept(graph);
    return this;
  }

  public byte[] bytes() {
    return ModelProto.newBuilder()
        .setIrVersion(7)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /** A declaration; a size is a number or a name. */
  static ValueInfoProto value(String name, DataType type, Object... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object size : sizes) {
      TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
      if (size instanceof Integer number) {
        dimension.setDimValue(number);
      } else {
        dimension.setDimParam(size.toString());
      }
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
