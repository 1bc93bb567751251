package org.cbnet.trainer.imports;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An ONNX file in memory.
 *
 * @param file where it was read
 * @param bytes as they are in the file; shared, not written to
 * @param model the same, parsed
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, see above
record OnnxSource(Path file, byte[] bytes, ModelProto model) {
  private static final long MAX_BYTES = 512L << 20;

  static OnnxSource read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ImportException(file, "is no file: name an ONNX model");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new ImportException(
          file,
          String.format(
              Locale.ROOT,
              "has %,d bytes: models up to %,d can be imported",
              Files.size(file),
              MAX_BYTES));
    }
    byte[] bytes = Files.readAllBytes(file);
    ModelProto model = parse(file, bytes);
    if (model.getGraph().getNodeCount() == 0) {
      throw new ImportException(file, "holds no ONNX graph: export the model again");
    }
    checkWeightsAreInside(file, model.getGraph());
    return new OnnxSource(file, bytes, model);
  }

  private static ModelProto parse(Path file, byte[] bytes) throws ImportException {
    try {
      return ModelProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new ImportException(
          file, "is no whole ONNX file (%s): copy or export it again".formatted(e.getMessage()), e);
    }
  }

  // A bundle's hash would not cover a second file, and the graph would look for it elsewhere.
  private static void checkWeightsAreInside(Path file, GraphProto graph) throws ImportException {
    for (TensorProto tensor : graph.getInitializerList()) {
      checkIsInside(file, tensor);
    }
    for (NodeProto node : graph.getNodeList()) {
      for (AttributeProto attribute : node.getAttributeList()) {
        checkIsInside(file, attribute.getT());
        for (TensorProto tensor : attribute.getTensorsList()) {
          checkIsInside(file, tensor);
        }
        checkWeightsAreInside(file, attribute.getG());
        for (GraphProto branch : attribute.getGraphsList()) {
          checkWeightsAreInside(file, branch);
        }
      }
    }
  }

  private static void checkIsInside(Path file, TensorProto tensor) throws ImportException {
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      String place =
          tensor.getExternalDataList().stream()
              .filter(entry -> entry.getKey().equals("location"))
              .map(entry -> entry.getValue())
              .findFirst()
              .orElse("another file");
      throw new ImportException(
          file,
          "keeps weight '%s' in %s: save it as one file, without external data"
              .formatted(tensor.getName(), place));
    }
  }
}
