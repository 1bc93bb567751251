package org.cbnet.inference.profile.calibration;

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
import java.util.List;
import java.util.Random;

/** The ONNX file that a chain is written to: nodes in order, weights drawn at random. */
final class ChainModel {
  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 13;
  // Of weights that keep the size of what they are applied to, whatever is summed.
  private static final float WIDTH = (float) Math.sqrt(3);
  private static final int CODES = 127;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("calibration");
  private final Random random;

  ChainModel(Random random, String image, int channels, int size) {
    this.random = random;
    graph.addInput(value(image, 1, channels, size, size));
  }

  void node(String operator, String to, List<AttributeProto> attributes, String... from) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addAllInput(Arrays.asList(from))
            .addOutput(to)
            .addAllAttribute(attributes));
  }

  /**
   * Adds weights.
   *
   * @param summed how many of them go into one value
   */
  String weight(String name, int summed, int... shape) {
    TensorProto.Builder tensor = tensor(name, DataType.FLOAT, shape);
    float width = WIDTH / (float) Math.sqrt(summed);
    for (int i = 0; i < elements(shape); i++) {
      tensor.addFloatData((2 * random.nextFloat() - 1) * width);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** Adds weights of 8 bits with a scale for every output; returns the tensor of their values. */
  String quantisedWeight(String name, int summed, int... shape) {
    byte[] codes = new byte[elements(shape)];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) (random.nextInt(2 * CODES + 1) - CODES);
    }
    graph.addInitializer(tensor(name, DataType.INT8, shape).setRawData(ByteString.copyFrom(codes)));
    TensorProto.Builder scale = tensor(name + ".scale", DataType.FLOAT, shape[0]);
    for (int i = 0; i < shape[0]; i++) {
      scale.addFloatData(WIDTH / (float) Math.sqrt(summed) / CODES);
    }
    graph.addInitializer(scale);
    graph.addInitializer(
        tensor(name + ".zero", DataType.INT8, shape[0])
            .setRawData(ByteString.copyFrom(new byte[shape[0]])));
    node(
        "DequantizeLinear",
        name + ".values",
        List.of(Attributes.integer("axis", 0)),
        name,
        name + ".scale",
        name + ".zero");
    return name + ".values";
  }

  void scalar(String name, float value) {
    graph.addInitializer(tensor(name, DataType.FLOAT).addFloatData(value));
  }

  void zero(String name, int code) {
    graph.addInitializer(
        tensor(name, DataType.UINT8).setRawData(ByteString.copyFrom(new byte[] {(byte) code})));
  }

  /** The file, with its only output. */
  byte[] bytes(String output, int outputs) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
        .setGraph(graph.clone().addOutput(value(output, 1, outputs)))
        .build()
        .toByteArray();
  }

  private static TensorProto.Builder tensor(String name, DataType type, int... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (int dimension : shape) {
      tensor.addDims(dimension);
    }
    return tensor;
  }

  private static int elements(int... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  private static ValueInfoProto value(String name, int... shape) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (int size : shape) {
      sizes.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(DataType.FLOAT.getNumber())
                        .setShape(sizes)))
        .build();
  }
}
