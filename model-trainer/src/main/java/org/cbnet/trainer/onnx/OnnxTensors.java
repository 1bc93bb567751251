package org.cbnet.trainer.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.cbnet.trainer.network.Size;

/** Constant tensors; ONNX stores raw data in little-endian order. */
final class OnnxTensors {
  private OnnxTensors() {}

  static TensorProto floats(String name, Size size, float[] values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .setRawData(ByteString.copyFrom(raw));
    size.dimensions().forEach(tensor::addDims);
    return tensor.build();
  }

  /** Values that half precision holds exactly, as such. */
  static TensorProto halves(String name, Size size, float[] values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putShort(Fp16Conversions.floatToFp16(value));
    }
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT16.getNumber())
            .setRawData(ByteString.copyFrom(raw.flip()));
    size.dimensions().forEach(tensor::addDims);
    return tensor.build();
  }

  /** Whether half precision holds every value exactly. */
  static boolean fitHalf(float[] values) {
    for (float value : values) {
      if (Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16(value)) != value) {
        return false;
      }
    }
    return true;
  }

  static TensorProto longs(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64.getNumber())
        .setRawData(ByteString.copyFrom(raw))
        .addDims(values.length)
        .build();
  }
}
