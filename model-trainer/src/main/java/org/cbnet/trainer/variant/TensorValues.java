package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.List;

/** Values of constant tensors; ONNX keeps them raw in little-endian order, or in typed fields. */
final class TensorValues {
  private TensorValues() {}

  static boolean isOfType(TensorProto tensor, DataType type) {
    return tensor != null && tensor.getDataType() == type.getNumber();
  }

  /** Values of a tensor of 32-bit or 16-bit floating-point numbers. */
  static float[] floats(TensorProto tensor) {
    if (isOfType(tensor, DataType.FLOAT16)) {
      return halves(tensor);
    }
    if (!isOfType(tensor, DataType.FLOAT)) {
      throw new IllegalArgumentException(
          "constant %s must be float: its data type is %d"
              .formatted(tensor.getName(), tensor.getDataType()));
    }
    if (!tensor.hasRawData()) {
      float[] values = new float[tensor.getFloatDataCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = tensor.getFloatData(i);
      }
      return values;
    }
    FloatBuffer raw = little(tensor).asFloatBuffer();
    float[] values = new float[raw.remaining()];
    raw.get(values);
    return values;
  }

  static TensorProto floats(String name, List<Long> dims, float... values) {
    ByteBuffer raw = allocate(values.length * Float.BYTES);
    raw.asFloatBuffer().put(values);
    return tensor(name, DataType.FLOAT, dims, raw);
  }

  static TensorProto halves(String name, List<Long> dims, float... values) {
    ByteBuffer raw = allocate(values.length * Short.BYTES);
    for (float value : values) {
      raw.putShort(SaturatingHalf.bits(value));
    }
    return tensor(name, DataType.FLOAT16, dims, raw.flip());
  }

  static TensorProto int8s(String name, List<Long> dims, byte... values) {
    return tensor(name, DataType.INT8, dims, ByteBuffer.wrap(values));
  }

  /** A single value of 0..255. */
  static TensorProto uint8(String name, int value) {
    return tensor(name, DataType.UINT8, List.of(), ByteBuffer.wrap(new byte[] {(byte) value}));
  }

  static TensorProto int32s(String name, List<Long> dims, int... values) {
    ByteBuffer raw = allocate(values.length * Integer.BYTES);
    raw.asIntBuffer().put(values);
    return tensor(name, DataType.INT32, dims, raw);
  }

  static TensorProto int64s(String name, long... values) {
    ByteBuffer raw = allocate(values.length * Long.BYTES);
    raw.asLongBuffer().put(values);
    return tensor(name, DataType.INT64, List.of((long) values.length), raw);
  }

  private static float[] halves(TensorProto tensor) {
    if (!tensor.hasRawData()) {
      // The bits lie in the lower half of the 32-bit field.
      float[] values = new float[tensor.getInt32DataCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = SaturatingHalf.value((short) tensor.getInt32Data(i));
      }
      return values;
    }
    ShortBuffer raw = little(tensor).asShortBuffer();
    float[] values = new float[raw.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = SaturatingHalf.value(raw.get(i));
    }
    return values;
  }

  private static ByteBuffer little(TensorProto tensor) {
    return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static TensorProto tensor(String name, DataType type, List<Long> dims, ByteBuffer raw) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(type.getNumber())
        .addAllDims(dims)
        .setRawData(ByteString.copyFrom(raw))
        .build();
  }
}
