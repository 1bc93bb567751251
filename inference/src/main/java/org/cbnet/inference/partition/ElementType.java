package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxJavaType;
import java.util.Arrays;
import java.util.Optional;

/** Types of values that can cross a cut: those for which the wire contract has a name. */
public enum ElementType {
  FLOAT32("float32", Float.BYTES, DataType.FLOAT, OnnxJavaType.FLOAT),
  FLOAT16("float16", Short.BYTES, DataType.FLOAT16, OnnxJavaType.FLOAT16),
  UINT8("uint8", Byte.BYTES, DataType.UINT8, OnnxJavaType.UINT8),
  INT8("int8", Byte.BYTES, DataType.INT8, OnnxJavaType.INT8);

  private final String id;
  private final int bytes;
  private final DataType declared;
  private final OnnxJavaType computed;

  ElementType(String id, int bytes, DataType declared, OnnxJavaType computed) {
    this.id = id;
    this.bytes = bytes;
    this.declared = declared;
    this.computed = computed;
  }

  /** The name on the wire. */
  public String id() {
    return id;
  }

  /** Bytes of one value. */
  public int bytes() {
    return bytes;
  }

  /** The type in a model's file. */
  DataType declared() {
    return declared;
  }

  /** The type of a tensor of ONNX Runtime. */
  public OnnxJavaType computed() {
    return computed;
  }

  /** Finds the type of a computed tensor; empty where it can't cross a cut. */
  static Optional<ElementType> of(OnnxJavaType computed) {
    return Arrays.stream(values()).filter(type -> type.computed == computed).findFirst();
  }
}
