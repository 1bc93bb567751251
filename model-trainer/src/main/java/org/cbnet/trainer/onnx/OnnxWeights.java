package org.cbnet.trainer.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.cbnet.trainer.network.Weights;

/** Reads weights back from a model that {@link OnnxGraphWriter} wrote. */
public final class OnnxWeights {
  private OnnxWeights() {}

  /** All float constants by their names, which are the parameters' full names. */
  public static Weights read(byte[] model) throws InvalidProtocolBufferException {
    Map<String, float[]> values = new HashMap<>();
    for (TensorProto tensor : ModelProto.parseFrom(model).getGraph().getInitializerList()) {
      if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
        FloatBuffer raw =
            tensor
                .getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] array = new float[raw.remaining()];
        raw.get(array);
        values.put(tensor.getName(), array);
      }
    }
    return Weights.of(values);
  }
}
