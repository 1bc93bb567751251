package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fewer operators, the same function. */
class FusionTest {
  private static final Variant FUSED = new Variant(Execution.SINGLE, Treatment.FUSED);

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "cbnet-paper", "cbnet"})
  void fusedNetworksAnswerAsTheirMasters(String network) throws Exception {
    ModelBundle master = TestModels.master(network);
    byte[] fused = graphs(master, FUSED).get("whole").toByteArray();

    for (Frame frame : TestModels.frames(20)) {
      float[] image = TestModels.input(frame);
      float[] expected = TestModels.run(master.graph("whole"), image, 1, 1, 28, 28);
      float[] found = TestModels.run(fused, image, 1, 1, 28, 28);
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(1e-4f));
      }
    }
  }

  @Test
  void reluMovesToTheConvolutionAndLinearLayersMerge() throws Exception {
    assertThat(operators(TestModels.master("lenet"), FUSED, "whole"))
        .containsExactly(
            "Conv", "Relu", "MaxPool", "Conv", "Relu", "MaxPool", "Conv", "Relu", "MaxPool",
            "Flatten", "Gemm");
  }

  @Test
  void linearLayersStayApartWhereTheProductIsMoreWork() throws Exception {
    // 96 x 12 and 12 x 784 are less than 96 x 784.
    assertThat(operators(TestModels.master("cbnet"), FUSED, "whole"))
        .filteredOn("Gemm"::equals)
        .hasSize(4);
  }

  @Test
  void linearLayersStayApartWhereTheValueBetweenIsAnOutput() throws Exception {
    EditableModel model =
        TestModels.model(
            List.of(2),
            List.of(
                TensorValues.floats("w", List.of(2L, 2L), 1, 2, 3, 4),
                TensorValues.floats("b", List.of(2L), 1, 1)),
            List.of(
                Nodes.of("Gemm", "between", "image", "w", "b"),
                Nodes.of("Gemm", "logits", "between", "w", "b")));
    float[] image = {1, -1};
    float[] expected = TestModels.run(model.toByteArray(), image, 1, 2);
    EditableModel shown = EditableModel.of(model.toByteArray());
    shown.outputs().add(shown.outputs().get(0).toBuilder().setName("between").build());

    LinearChains.apply(shown);
    LinearChains.apply(model);

    assertThat(shown.nodes()).hasSize(2);
    assertThat(model.nodes()).hasSize(1);
    assertThat(TestModels.run(model.toByteArray(), image, 1, 2)).isEqualTo(expected);
  }

  @Test
  void sharedPoolAndReluAreComputedOnceAndFeaturesShrink() throws Exception {
    Variant variant = new Variant(Execution.TWO_SESSIONS, Treatment.FUSED);
    ModelBundle master = TestModels.master("branchynet");

    assertThat(operators(master, variant, "exit1")).startsWith("Conv", "Relu", "MaxPool", "Conv");
    assertThat(operators(master, variant, "rest")).startsWith("Conv", "Relu", "MaxPool", "Conv");
    assertThat(
            graphs(master, variant)
                .get("rest")
                .inputs()
                .get(0)
                .getType()
                .getTensorType()
                .getShape()
                .getDimList())
        .extracting(dimension -> dimension.getDimValue())
        .containsExactly(0L, 5L, 15L, 15L);
  }

  private static List<String> operators(ModelBundle master, Variant variant, String role)
      throws IOException {
    return TestModels.operators(graphs(master, variant).get(role).toByteArray()).toList();
  }

  private static Map<String, EditableModel> graphs(ModelBundle master, Variant variant)
      throws IOException {
    return variant.graphs(master, TestModels.calibration(1));
  }
}
