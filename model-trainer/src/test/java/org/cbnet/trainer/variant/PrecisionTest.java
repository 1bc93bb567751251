package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs in half precision and in 8 bits, on the shipped sample of 1,000 images. */
class PrecisionTest {
  private static final int SAMPLE = 1_000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "lenet, FP16, 2",
    "lenet, INT8_MIN_MAX, 10",
    "lenet, INT8_PERCENTILE, 10",
    "cbnet-paper, FP16, 2",
    "cbnet-paper, INT8_MIN_MAX, 10",
    "cbnet, FP16, 2",
    "cbnet, INT8_MIN_MAX, 10",
    "branchynet, FP16, 2",
    "branchynet, INT8_PERCENTILE, 10"
  })
  void losesFewAnswersOfTheSample(String network, Treatment treatment, int most) throws Exception {
    ModelBundle master = TestModels.master(network);
    Variant own = Variant.of(master).get(0);
    Variant variant = new Variant(own.execution(), treatment);
    ModelBundle bundle = TestModels.bundle(folder, master, variant);

    int correct = VariantCandidate.of(own, master, TestModels.frames(SAMPLE)).correct();

    assertThat(VariantCandidate.of(variant, bundle, TestModels.frames(SAMPLE)).correct())
        .isCloseTo(correct, within(most));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "cbnet-paper", "cbnet"})
  void theRuntimeComputesEveryLayerInIntegers(String network) throws Exception {
    Variant variant = new Variant(Execution.SINGLE, Treatment.INT8_MIN_MAX);
    byte[] graph = TestModels.bundle(folder, TestModels.master(network), variant).graph("whole");

    assertThat(TestModels.optimisedOperators(graph, folder))
        .contains("QLinearConv", "QGemm")
        .doesNotContain("Conv", "Gemm", "FusedConv", "Relu");
  }

  @Test
  void codesPassPoolsAndReshapesWithoutBeingUnpacked() throws Exception {
    Variant variant = new Variant(Execution.SINGLE, Treatment.INT8_PERCENTILE);
    byte[] graph = TestModels.bundle(folder, TestModels.master("lenet"), variant).graph("whole");

    assertThat(TestModels.optimisedOperators(graph, folder))
        .containsExactly(
            "QuantizeLinear",
            "QLinearConv",
            "MaxPool",
            "QLinearConv",
            "MaxPool",
            "QLinearConv",
            "MaxPool",
            "Flatten",
            "QGemm");
  }

  @Test
  void residualNetworksAreComputedInIntegersToo() throws Exception {
    EditableModel model = residual(new SplittableRandom(1));
    EditableModel quantised = EditableModel.of(model.toByteArray());
    List<float[]> images = images(new SplittableRandom(2));
    ActivationCalibration calibration = new ActivationCalibration(images, 1, 1, 8, 8);
    Treatment.INT8_MIN_MAX.apply(Map.of("whole", quantised), calibration);

    assertThat(TestModels.optimisedOperators(quantised.toByteArray(), folder))
        .contains("QLinearConv", "QLinearAdd", "QLinearGlobalAveragePool", "QGemm")
        .doesNotContain("Conv", "Add", "GlobalAveragePool", "Gemm", "Relu");
    for (float[] image : images) {
      float[] expected = TestModels.run(model.toByteArray(), image, 1, 1, 8, 8);
      float[] found = TestModels.run(quantised.toByteArray(), image, 1, 1, 8, 8);
      assertThat(found[0]).isCloseTo(expected[0], within(0.05f));
      assertThat(found[1]).isCloseTo(expected[1], within(0.05f));
    }
  }

  @Test
  void halvesAreCastAtTheEdgesOnly() throws Exception {
    Variant variant = new Variant(Execution.SINGLE, Treatment.FP16);
    EditableModel model =
        variant.graphs(TestModels.master("lenet"), TestModels.calibration(1)).get("whole");

    List<String> operators = TestModels.operators(model.toByteArray()).toList();
    assertThat(operators).filteredOn("Cast"::equals).hasSize(2);
    assertThat(operators).startsWith("Cast").endsWith("Cast");
    assertThat(model.constants().values())
        .noneMatch(tensor -> TensorValues.isOfType(tensor, TensorProto.DataType.FLOAT));
  }

  // conv, ReLU -> conv -> add -> ReLU -> mean -> linear
  private static EditableModel residual(RandomGenerator random) throws Exception {
    List<TensorProto> constants = new ArrayList<>();
    constants.add(weights(random, "w1", 4, 1, 3, 3));
    constants.add(weights(random, "b1", 4));
    constants.add(weights(random, "w2", 4, 4, 3, 3));
    constants.add(weights(random, "b2", 4));
    constants.add(weights(random, "w3", 2, 4));
    constants.add(weights(random, "b3", 2));
    return TestModels.model(
        List.of(1, 8, 8),
        constants,
        List.of(
            convolution("c1", "image", "w1", "b1"),
            Nodes.of("Relu", "r1", "c1"),
            convolution("c2", "r1", "w2", "b2"),
            Nodes.of("Add", "sum", "c2", "r1"),
            Nodes.of("Relu", "r2", "sum"),
            Nodes.of("GlobalAveragePool", "mean", "r2"),
            Nodes.of("Flatten", "flat", "mean"),
            Nodes.of("Gemm", "logits", "flat", "w3", "b3")
                .addAttribute(Nodes.integer("transB", 1))));
  }

  private static NodeProto.Builder convolution(
      String output, String input, String weight, String bias) {
    return Nodes.of("Conv", output, input, weight, bias)
        .addAttribute(Nodes.integers("pads", 1, 1, 1, 1));
  }

  private static TensorProto weights(RandomGenerator random, String name, long... dims) {
    int count = 1;
    List<Long> sizes = new ArrayList<>();
    for (long size : dims) {
      count *= (int) size;
      sizes.add(size);
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return TensorValues.floats(name, sizes, values);
  }

  private static List<float[]> images(RandomGenerator random) {
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      float[] image = new float[64];
      for (int j = 0; j < image.length; j++) {
        image[j] = random.nextFloat();
      }
      images.add(image);
    }
    return images;
  }
}
