package org.cbnet.trainer.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import org.cbnet.trainer.network.Graph;
import org.cbnet.trainer.network.Graph.Step;
import org.cbnet.trainer.network.Size;
import org.cbnet.trainer.network.Weights;

/**
 * Writes a graph with its weights as an ONNX model.
 *
 * <p>Operator set 13 and IR version 7 (ONNX 1.8, 2020): the oldest that have every operator used
 * here in its present form, so that any later runtime takes them. The batch dimension is symbolic.
 */
public final class OnnxGraphWriter {
  private static final int OPSET = 13;
  private static final int IR_VERSION = 7;
  private static final String BATCH = "N";

  private OnnxGraphWriter() {}

  /** The model's bytes; the same description and weights give the same bytes. */
  public static byte[] write(Graph graph, Weights weights) {
    GraphProto.Builder proto = GraphProto.newBuilder().setName(graph.role());
    proto.addInput(value(graph.input(), graph.size(graph.input())));
    for (Step step : graph.steps()) {
      new SegmentNodes(proto, weights).add(step);
    }
    for (String output : graph.outputs()) {
      proto.addOutput(value(output, graph.size(output)));
    }
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("cbnet-stream")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(proto)
        .build()
        .toByteArray();
  }

  private static ValueInfoProto value(String name, Size size) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (int dimension : size.dimensions()) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
