package org.cbnet.inference.profile.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cbnet.inference.partition.Layer;
import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.Partition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationNetworksTest {
  @TempDir Path folder;

  @Test
  void theSetIsTheSameAtEveryCall() {
    List<byte[]> first = CalibrationNetworks.models();
    List<byte[]> second = CalibrationNetworks.models();

    assertThat(first).hasSameSizeAs(second);
    for (int i = 0; i < first.size(); i++) {
      assertThat(first.get(i)).isEqualTo(second.get(i));
    }
  }

  @Test
  void hasLayersOfEveryKindInManySizes() {
    List<Layer> layers =
        CalibrationNetworks.models().stream()
            .flatMap(model -> Partition.ofModel(model).layers().stream())
            .toList();

    Set<LayerKind> kinds = EnumSet.complementOf(EnumSet.of(LayerKind.OTHER));
    assertThat(layers).extracting(Layer::kind).containsOnly(kinds.toArray(LayerKind[]::new));
    for (LayerKind kind : kinds) {
      assertThat(layers.stream().filter(layer -> layer.kind() == kind).map(Layer::work).distinct())
          .as(kind.id())
          .hasSizeGreaterThan(9);
    }
    assertThat(layers).allMatch(layer -> layer.work().macs() <= 20_000_000);
  }

  @Test
  void theRuntimeComputesQuantisedConvolutionsOnIntegers() throws Exception {
    for (byte[] model : CalibrationNetworks.models(0, 4)) {
      Path file = folder.resolve("optimised.onnx");
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
        options.setOptimizedModelFilePath(file.toString());
        OrtEnvironment.getEnvironment().createSession(model, options).close();
      }

      assertThat(ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getNodeList())
          .extracting(NodeProto::getOpType)
          .contains("QLinearConv", "QLinearAdd")
          .doesNotContain("Conv", "FusedConv", "Add", "Sigmoid", "GlobalAveragePool");
    }
  }

  @Test
  void answersAreNumbers() throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    for (byte[] model : CalibrationNetworks.models(3, 3)) {
      try (OrtSession session = environment.createSession(model)) {
        TensorInfo info = (TensorInfo) session.getInputInfo().get("image").getInfo();
        int elements = (int) Arrays.stream(info.getShape()).reduce(1, (a, b) -> a * b);
        FloatBuffer image = FloatBuffer.allocate(elements);
        for (int i = 0; i < elements; i++) {
          image.put(i, i % 7 / 7f);
        }
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, image, info.getShape());
            OrtSession.Result result = session.run(Map.of("image", tensor))) {
          FloatBuffer logits = ((OnnxTensor) result.get("logits").orElseThrow()).getFloatBuffer();
          float most = 0;
          while (logits.hasRemaining()) {
            float logit = logits.get();
            assertThat(Float.isFinite(logit)).isTrue();
            most = Math.max(most, Math.abs(logit));
          }
          assertThat(most).isBetween(1e-3f, 1e3f);
        }
      }
    }
  }
}
