package org.cbnet.inference.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LayersTest {
  private static final Path MODELS = Path.of("..", "models", "fashion-mnist");
  private static final float[] IMAGE = {0.1f, 0.9f, 0.3f, 1};

  @Test
  void whatTheRuntimeFusesIsOneLayer() {
    List<Layer> layers = Partition.ofModel(TestGraph.residual().bytes()).layers();

    assertThat(layers)
        .extracting(Layer::operators)
        .containsExactly(
            List.of("Conv", "Relu"),
            List.of("Conv", "Relu"),
            List.of("Conv", "Add", "Relu"),
            List.of("Flatten"),
            List.of("Gemm"));
    assertThat(layers)
        .extracting(Layer::kind)
        .containsExactly(
            LayerKind.CONV, LayerKind.CONV, LayerKind.CONV, LayerKind.RESHAPE, LayerKind.GEMM);
    assertThat(layers).extracting(Layer::number).containsExactly(0, 1, 2, 3, 4);
    assertThat(layers).extracting(Layer::firstCut).containsExactly(1, 2, 3, 3, 4);
    assertThat(layers.get(2).inputs())
        .extracting(CutTensor::name)
        .containsExactlyInAnyOrder("r1", "r2");
  }

  @Test
  void workIsCountedFromShapes() {
    List<Layer> layers = Partition.ofModel(TestGraph.residual().bytes()).layers();

    // 1 x 1 kernels: two channels of 2 x 2 from one, from two, and from two with two more to add.
    assertThat(layers.get(0).work()).isEqualTo(new LayerWork(8, 4, 4 + 8, 2));
    assertThat(layers.get(1).work()).isEqualTo(new LayerWork(16, 8, 8 + 8, 4));
    assertThat(layers.get(2).work()).isEqualTo(new LayerWork(16, 8, 16 + 8, 4));
    assertThat(layers.get(4).work()).isEqualTo(new LayerWork(24, 0, 8 + 3, 24));
  }

  @Test
  void aProductOfCodesWithFloatWeightsIsNoQuantisedOne() {
    List<Layer> layers = Partition.ofModel(TestGraph.quantised().bytes()).layers();

    assertThat(layers.get(1).operators()).startsWith("Conv", "QuantizeLinear");
    assertThat(layers.get(1).kind()).isEqualTo(LayerKind.CONV);
  }

  static Stream<Named<TestGraph>> graphs() {
    return Stream.of(
        Named.of("residual", TestGraph.residual()),
        Named.of("skipping from the image", TestGraph.skippingFromTheImage()),
        Named.of("quantised", TestGraph.quantised()));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void layersOneBehindTheOtherAnswerAsTheWhole(TestGraph graph) throws Exception {
    float[] expected = Halves.run(graph.bytes(), IMAGE);

    float[] found = chained(Partition.ofModel(graph.bytes()), IMAGE);

    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @ParameterizedTest
  @CsvSource({"lenet, 8", "resnet, 16", "resnet/master, 12", "heavy, 28"})
  void layersOfShippedNetworksDoAllTheWorkOnce(String network, int count) throws IOException {
    Partition partition = Partition.of(ModelBundle.load(MODELS.resolve(network)));
    List<Cut> cuts = partition.cuts();

    for (Cut cut : cuts) {
      assertThat(
              partition.layers().stream()
                  .filter(layer -> layer.firstCut() <= cut.number())
                  .mapToLong(layer -> layer.work().macs())
                  .sum())
          .as(cut.id())
          .isEqualTo(cut.deviceMacs());
    }
    assertThat(partition.layers()).extracting(Layer::kind).doesNotContain(LayerKind.OTHER);
    assertThat(partition.layers()).extracting(Layer::operators).hasSize(count);
  }

  @Test
  void convolutionsOfAQuantisedNetworkAreQuantised() throws IOException {
    Partition partition = Partition.of(ModelBundle.load(MODELS.resolve("resnet")));

    assertThat(partition.layers())
        .extracting(Layer::kind)
        .contains(LayerKind.QUANTISED_CONV)
        .doesNotContain(LayerKind.CONV, LayerKind.GEMM);
    assertThat(
            partition.layers().stream().filter(layer -> layer.kind() == LayerKind.QUANTISED_CONV))
        .hasSize(9);
  }

  @Test
  void refusesALayerOfAnotherNetwork() {
    Layer other = Partition.ofModel(TestGraph.residual().bytes()).layers().get(2);
    Partition partition = Partition.ofModel(TestGraph.skippingFromTheImage().bytes());

    assertThatThrownBy(() -> partition.layer(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layer r3 is not of the model");
  }

  @Test
  void refusesAModelThatCannotBeCut() {
    assertThatThrownBy(() -> Partition.ofModel(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the model is no whole ONNX file");
  }

  private static float[] chained(Partition partition, float[] image) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    List<AutoCloseable> opened = new ArrayList<>();
    Map<String, OnnxTensor> values = new HashMap<>();
    values.put(
        "image",
        OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), new long[] {1, 1, 2, 2}));
    float[] logits = null;
    for (Layer layer : partition.layers()) {
      OrtSession session = environment.createSession(partition.layer(layer));
      opened.add(session);
      Map<String, OnnxTensor> inputs = new HashMap<>();
      layer.inputs().forEach(each -> inputs.put(each.name(), values.get(each.name())));
      OrtSession.Result result = session.run(inputs);
      opened.add(result);
      for (CutTensor each : layer.outputs()) {
        values.put(each.name(), (OnnxTensor) result.get(each.name()).orElseThrow());
      }
      if (layer.outputs().isEmpty()) {
        FloatBuffer buffer = ((OnnxTensor) result.get("logits").orElseThrow()).getFloatBuffer();
        logits = new float[buffer.remaining()];
        buffer.get(logits);
      }
    }
    opened.add(values.get("image"));
    for (AutoCloseable each : opened) {
      each.close();
    }
    return logits;
  }
}
