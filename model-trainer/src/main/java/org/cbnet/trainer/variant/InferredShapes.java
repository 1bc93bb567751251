package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.util.List;

/** Shapes that the runtime works out, for tensors whose shape a pass has changed. */
final class InferredShapes {
  private InferredShapes() {}

  /** Notes the shape of an output of one model there and at the same input of another. */
  static void settle(EditableModel first, EditableModel second, String tensor) throws IOException {
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(first.toByteArray())) {
      TensorInfo info = (TensorInfo) session.getOutputInfo().get(tensor).getInfo();
      set(first.outputs(), tensor, info.getShape());
      set(second.inputs(), tensor, info.getShape());
    } catch (OrtException e) {
      throw new UnfitException("ONNX Runtime refuses a rewritten graph: " + e.getMessage(), e);
    }
  }

  private static void set(List<ValueInfoProto> values, String name, long[] sizes) {
    for (int i = 0; i < values.size(); i++) {
      ValueInfoProto.Builder value = values.get(i).toBuilder();
      if (value.getName().equals(name)) {
        TypeProto.Tensor.Builder type = value.getTypeBuilder().getTensorTypeBuilder();
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        // The first dimension counts images and stays open.
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
        for (int j = 1; j < sizes.length; j++) {
          shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(sizes[j]));
        }
        type.setShape(shape);
        values.set(i, value.build());
      }
    }
  }
}
