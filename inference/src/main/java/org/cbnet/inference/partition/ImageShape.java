package org.cbnet.inference.partition;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the one input of a graph, and its shape for one image. */
final class ImageShape {
  private ImageShape() {}

  static CutTensor of(GraphProto graph) throws RefusedException {
    Set<String> constants =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    // Up to IR version 3 every constant had to be listed among the inputs too.
    List<ValueInfoProto> inputs =
        graph.getInputList().stream()
            .filter(input -> !constants.contains(input.getName()))
            .toList();
    if (inputs.size() != 1) {
      throw new RefusedException(
          "has %d inputs %s: only a graph of one image can be cut, make the others constants"
              .formatted(inputs.size(), inputs.stream().map(ValueInfoProto::getName).toList()));
    }
    ValueInfoProto input = inputs.get(0);
    TypeProto.Tensor type = input.getType().getTensorType();
    if (type.getElemType() != TensorProto.DataType.FLOAT.getNumber()) {
      throw new RefusedException(
          "takes %s as input '%s': only float can be cut, convert within the model"
              .formatted(TensorProto.DataType.forNumber(type.getElemType()), input.getName()));
    }
    return new CutTensor(
        input.getName(), ElementType.FLOAT32, sizes(input.getName(), type.getShape().getDimList()));
  }

  // What is open in front counts images, anything else that is open changes with the image.
  private static List<Integer> sizes(String name, List<Dimension> declared)
      throws RefusedException {
    List<Integer> sizes = new ArrayList<>();
    for (Dimension dimension : declared) {
      boolean batch = sizes.isEmpty();
      long size = batch && dimension.getDimValue() == 0 ? 1 : dimension.getDimValue();
      if (size < 1 || size > Integer.MAX_VALUE || (batch && size != 1)) {
        throw new RefusedException(
            "takes input '%s' of shape %s: give it one image of a fixed size, as in [N, 1, 28, 28]"
                .formatted(name, declared.stream().map(ImageShape::text).toList()));
      }
      sizes.add((int) size);
    }
    if (sizes.size() < 2) {
      throw new RefusedException(
          "declares no shape of input '%s': declare one, as in [N, 1, 28, 28]".formatted(name));
    }
    return sizes;
  }

  private static String text(Dimension dimension) {
    if (dimension.hasDimParam()) {
      return dimension.getDimParam();
    }
    return dimension.getDimValue() == 0 ? "?" : Long.toString(dimension.getDimValue());
  }
}
