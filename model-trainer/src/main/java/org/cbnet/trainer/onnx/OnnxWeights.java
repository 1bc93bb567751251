package org.cbnet.trainer.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
      ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
        float[] array = new float[raw.remaining() / Float.BYTES];
        raw.asFloatBuffer().get(array);
        values.put(tensor.getName(), array);
      } else if (tensor.getDataType() == TensorProto.DataType.FLOAT16.getNumber()) {
        values.put(parameter(tensor.getName()), widened(raw));
      }
    }
    return Weights.of(values);
  }

  private static String parameter(String half) {
    return half.endsWith(SegmentNodes.HALF)
        ? half.substring(0, half.length() - SegmentNodes.HALF.length())
        : half;
  }

  private static float[] widened(ByteBuffer raw) {
    float[] array = new float[raw.remaining() / Short.BYTES];
    for (int i = 0; i < array.length; i++) {
      array[i] = Fp16Conversions.fp16ToFloat(raw.getShort());
    }
    return array;
  }
}
