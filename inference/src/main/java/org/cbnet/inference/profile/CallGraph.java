package org.cbnet.inference.profile;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;

/** A graph that hands one value on: its time is that of a call, which every graph pays. */
final class CallGraph {
  static final String INPUT = "in";

  private static final String OUTPUT = "out";
  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 13;

  private CallGraph() {}

  static byte[] model() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
        .setGraph(
            GraphProto.newBuilder()
                .setName("call")
                .addInput(single(INPUT))
                .addOutput(single(OUTPUT))
                .addNode(
                    NodeProto.newBuilder().setOpType("Identity").addInput(INPUT).addOutput(OUTPUT)))
        .build()
        .toByteArray();
  }

  static OnnxTensor value() throws OrtException {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(), FloatBuffer.allocate(1), new long[] {1});
  }

  private static ValueInfoProto single(String name) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(DataType.FLOAT.getNumber())
                        .setShape(
                            TensorShapeProto.newBuilder()
                                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(1)))))
        .build();
  }
}
