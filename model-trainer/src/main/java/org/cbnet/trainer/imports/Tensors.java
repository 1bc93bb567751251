package org.cbnet.trainer.imports;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a model declares of its inputs and outputs. */
final class Tensors {
  private Tensors() {}

  /** The declaration of a tensor of floats. */
  static ValueInfoProto floats(String name, List<Dimension> dimensions) {
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(DataType.FLOAT.getNumber())
            .setShape(TensorShapeProto.newBuilder().addAllDim(dimensions))
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  static Dimension fixed(long size) {
    return Dimension.newBuilder().setDimValue(size).build();
  }

  /** Whether a dimension has a size; some exporters write an open one as 0 or -1. */
  static boolean isFixed(Dimension dimension) {
    return dimension.getDimValue() > 0;
  }

  /** Refuses what is no tensor of 32-bit floats. */
  static void checkFloat(OnnxSource source, String what, ValueInfoProto value)
      throws ImportException {
    int type = value.getType().getTensorType().getElemType();
    if (type != DataType.FLOAT.getNumber()) {
      DataType known = DataType.forNumber(type);
      throw new ImportException(
          source.file(),
          "%s is of type %s: it must be float (32 bits); convert it and export again"
              .formatted(
                  what,
                  known == null || known == DataType.UNDEFINED
                      ? "unknown"
                      : known.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** A shape as {@code [N, 1, 28, 28]}. */
  static String describe(TensorShapeProto shape) {
    return shape.getDimList().stream()
        .map(Tensors::describe)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static List<String> names(List<ValueInfoProto> values) {
    return values.stream().map(ValueInfoProto::getName).toList();
  }

  private static String describe(Dimension dimension) {
    if (isFixed(dimension)) {
      return Long.toString(dimension.getDimValue());
    }
    return dimension.getDimParam().isEmpty() ? "?" : dimension.getDimParam();
  }
}
