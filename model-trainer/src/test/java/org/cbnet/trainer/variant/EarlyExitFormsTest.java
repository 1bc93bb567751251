package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The executions of BranchyNet answer alike on every image of the shipped sample. */
class EarlyExitFormsTest {
  private static final int SAMPLE = 1_000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ONE_GRAPH_IF, FP32",
    "EXIT_1_THEN_WHOLE, FP32",
    "TWO_SESSIONS, FUSED",
    "ONE_GRAPH_IF, FUSED",
    "EXIT_1_THEN_WHOLE, FUSED"
  })
  void outcomesAreThoseOfTwoSessions(Execution execution, Treatment treatment) throws Exception {
    ModelBundle master = TestModels.master("branchynet");
    ModelBundle other = TestModels.bundle(folder, master, new Variant(execution, treatment));
    int early = 0;
    try (InferenceStrategy own = open(master);
        InferenceStrategy form = open(other)) {
      for (Frame frame : TestModels.frames(SAMPLE)) {
        Outcome.Classified expected = (Outcome.Classified) own.infer(frame);
        Outcome.Classified found = (Outcome.Classified) form.infer(frame);
        assertThat(found.label()).as(frame.id()).isEqualTo(expected.label());
        assertThat(found.exit()).as(frame.id()).isEqualTo(expected.exit());
        assertThat(found.confidence()).isCloseTo(expected.confidence(), within(1e-5f));
        early += found.exit().equals("exit1") ? 1 : 0;
      }
    }
    // Both ways out were really taken.
    assertThat(early).isBetween(100, SAMPLE - 10);
  }

  @ParameterizedTest
  @EnumSource(
      value = Execution.class,
      names = {"TWO_SESSIONS", "ONE_GRAPH_IF", "EXIT_1_THEN_WHOLE"})
  void notANumberAtExit1FailsAndDoesNotGoOn(Execution execution) throws Exception {
    ModelBundle spoiled = spoiled(TestModels.master("branchynet"), execution);
    try (InferenceStrategy strategy = open(spoiled)) {
      assertThat(strategy.infer(TestModels.frames(1).get(0)))
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.reason()).isEqualTo("not-finite"));
    }
  }

  // The rest stays sound: only going on would give a label.
  private ModelBundle spoiled(ModelBundle master, Execution execution) throws Exception {
    EditableModel exit1 = StoredConstants.open(master.graph("exit1"));
    TensorProto bias = exit1.constants().get("branch.6.bias");
    float[] values = TensorValues.floats(bias);
    Arrays.fill(values, Float.NaN);
    exit1.putConstant(TensorValues.floats(bias.getName(), bias.getDimsList(), values));
    EditableModel rest = StoredConstants.open(master.graph("rest"));
    Map<String, EditableModel> parts = execution.parts(Map.of("exit1", exit1, "rest", rest), false);
    VariantBundle.write(
        folder, master, new Variant(execution, Treatment.FP32), execution.whole(parts));
    return ModelBundle.load(folder);
  }

  private static InferenceStrategy open(ModelBundle bundle) throws Exception {
    return Strategies.open(StrategyName.EARLY_EXIT, bundle, OptionalDouble.empty());
  }
}
