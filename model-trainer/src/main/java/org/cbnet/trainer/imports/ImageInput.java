package org.cbnet.trainer.imports;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one input of an image classifier, {@code [N or 1, 1, rows, columns]} of floats.
 *
 * @param name as in the model
 * @param batch its first dimension as declared
 * @param size of the images
 */
record ImageInput(String name, Dimension batch, ImageSize size) {
  private static final int RANK = 4;

  static ImageInput of(OnnxSource source, Optional<ImageSize> asked) throws ImportException {
    List<ValueInfoProto> inputs = inputs(source.model().getGraph());
    if (inputs.size() != 1) {
      throw new ImportException(
          source.file(),
          "must have one input, the image: it has %d, %s"
              .formatted(inputs.size(), Tensors.names(inputs)));
    }
    ValueInfoProto input = inputs.get(0);
    String what = "input '" + input.getName() + "'";
    Tensors.checkFloat(source, what, input);
    TensorShapeProto shape = input.getType().getTensorType().getShape();
    if (shape.getDimCount() != RANK) {
      throw new ImportException(
          source.file(),
          "%s is %s: it must have 4 dimensions, [N, 1, rows, columns]; add a reshape and export again"
              .formatted(what, Tensors.describe(shape)));
    }
    checkFixed(source, what, shape, 0, "N must be 1 or open; export it with a batch of 1");
    checkFixed(
        source,
        what,
        shape,
        1,
        "images have 1 channel, grey; put a layer that takes 1 channel in front and export again");
    return new ImageInput(input.getName(), shape.getDim(0), size(source, what, shape, asked));
  }

  /** Graph inputs that are no weights: up to IR version 3 a graph lists both. */
  private static List<ValueInfoProto> inputs(GraphProto graph) {
    Set<String> weights =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    return graph.getInputList().stream()
        .filter(input -> !weights.contains(input.getName()))
        .toList();
  }

  private static void checkFixed(
      OnnxSource source, String what, TensorShapeProto shape, int dimension, String remedy)
      throws ImportException {
    if (Tensors.isFixed(shape.getDim(dimension)) && shape.getDim(dimension).getDimValue() != 1) {
      throw new ImportException(
          source.file(), "%s is %s: %s".formatted(what, Tensors.describe(shape), remedy));
    }
  }

  private static ImageSize size(
      OnnxSource source, String what, TensorShapeProto shape, Optional<ImageSize> asked)
      throws ImportException {
    Dimension rows = shape.getDim(2);
    Dimension columns = shape.getDim(3);
    boolean open = !Tensors.isFixed(rows) || !Tensors.isFixed(columns);
    if (open && asked.isEmpty()) {
      throw new ImportException(
          source.file(),
          "%s is %s, so the size of its images is open: name it with --size, as in --size 28x28"
              .formatted(what, Tensors.describe(shape)));
    }
    if (asked.isEmpty()) {
      checkSides(source, what, shape);
      return new ImageSize((int) rows.getDimValue(), (int) columns.getDimValue());
    }
    ImageSize size = asked.get();
    if (differs(rows, size.height()) || differs(columns, size.width())) {
      throw new ImportException(
          source.file(),
          "%s is %s, --size says %dx%d: leave --size out"
              .formatted(what, Tensors.describe(shape), size.height(), size.width()));
    }
    return size;
  }

  private static void checkSides(OnnxSource source, String what, TensorShapeProto shape)
      throws ImportException {
    long longest = Math.max(shape.getDim(2).getDimValue(), shape.getDim(3).getDimValue());
    if (longest > ImageSize.MAX_SIDE) {
      throw new ImportException(
          source.file(),
          "%s is %s: images have at most %d rows and columns"
              .formatted(what, Tensors.describe(shape), ImageSize.MAX_SIDE));
    }
  }

  private static boolean differs(Dimension declared, int asked) {
    return Tensors.isFixed(declared) && declared.getDimValue() != asked;
  }
}
