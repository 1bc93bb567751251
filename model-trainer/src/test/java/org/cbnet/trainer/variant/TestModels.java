package org.cbnet.trainer.variant;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;

/** Shipped bundles in the form in which they were trained, images for them, and graphs to make. */
final class TestModels {
  private static final Path MODELS = Path.of("..", "models", "fashion-mnist");

  private TestModels() {}

  /** A shipped bundle as it was trained. */
  static ModelBundle master(String network) throws IOException {
    return new BundlePlace(MODELS.resolve(network)).master();
  }

  /** A copy of a shipped bundle as it was trained, in a folder of the network's name. */
  static Path copy(String network, Path models) throws IOException {
    Path folder = Files.createDirectory(models.resolve(network));
    try (Stream<Path> files = Files.list(master(network).folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }

  /** All paths below a folder, a line each. */
  static String listing(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().map(path -> path + "\n").collect(Collectors.joining());
    }
  }

  /** The first frames of the shipped sample. */
  static List<Frame> frames(int count) throws IOException {
    LabelledImages sample = DataSets.sample();
    return IntStream.range(0, count).mapToObj(sample::frame).toList();
  }

  /** A calibration on frames with pixels of 0..1. */
  static ActivationCalibration calibration(int count) throws IOException {
    return new ActivationCalibration(
        frames(count).stream().map(TestModels::input).toList(), 1, 1, 28, 28);
  }

  static float[] input(Frame frame) {
    float[] values = new float[frame.pixels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (frame.pixels()[i] & 0xff) / 255f;
    }
    return values;
  }

  /** A variant of a bundle, written to a folder and loaded from it. */
  static ModelBundle bundle(Path folder, ModelBundle master, Variant variant) throws IOException {
    VariantBundle.write(folder, master, variant, variant.graphs(master, calibration(200)));
    return ModelBundle.load(folder);
  }

  /** Logits of a graph for an input of a shape. */
  static float[] run(byte[] model, float[] image, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model);
        OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
      FloatBuffer values = ((OnnxTensor) result.get("logits").orElseThrow()).getFloatBuffer();
      float[] logits = new float[values.remaining()];
      values.get(logits);
      return logits;
    }
  }

  /** The operators that the runtime is left with after its optimisations. */
  static List<String> optimisedOperators(byte[] model, Path folder) throws Exception {
    Path file = folder.resolve("optimised.onnx");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      options.setOptimizedModelFilePath(file.toString());
      OrtEnvironment.getEnvironment().createSession(model, options).close();
    }
    return operators(Files.readAllBytes(file)).toList();
  }

  static Stream<String> operators(byte[] model) throws IOException {
    return ModelProto.parseFrom(model).getGraph().getNodeList().stream().map(NodeProto::getOpType);
  }

  /** A model from {@code image} to {@code logits}. */
  static EditableModel model(
      List<Integer> image, List<TensorProto> constants, List<NodeProto.Builder> nodes)
      throws IOException {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("made-up")
            .addInput(value("image", image))
            .addOutput(value("logits", List.of(2)))
            .addAllInitializer(constants);
    nodes.forEach(graph::addNode);
    return EditableModel.of(
        ModelProto.newBuilder()
            .setIrVersion(7)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
            .setGraph(graph)
            .build()
            .toByteArray());
  }

  private static ValueInfoProto value(String name, List<Integer> sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
    sizes.forEach(size -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }
}
