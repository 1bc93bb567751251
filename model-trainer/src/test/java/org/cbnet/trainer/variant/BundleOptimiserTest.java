package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.evaluation.EvaluationListener;
import org.cbnet.trainer.evaluation.TestBundles;
import org.cbnet.trainer.evaluation.latency.Ratio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On copies of shipped bundles with few images; where speed matters, the test decides it. */
class BundleOptimiserTest {
  private static final int IMAGES = 60;
  private static final int CLASSES = 10;
  private static final Circumstances HERE = new Circumstances("some processor", "1.2.3", 5, IMAGES);

  @TempDir Path models;

  private final List<String> notes = new ArrayList<>();

  @Test
  void measuresEveryVariantAndChoosesOne() throws IOException {
    Path folder = copy("lenet");

    List<VariantFigures> figures =
        optimiser(new OpeningRounds(TestModels.frames(IMAGES), 5, 1), true).optimise(folder);

    assertThat(figures)
        .extracting(VariantFigures::variant)
        .containsExactly("fp32", "fused", "fp16", "int8-min-max", "int8-percentile");
    assertThat(figures).filteredOn(VariantFigures::chosen).hasSize(1);
    assertThat(figures.get(0).timesAsFast()).isEqualTo(new Ratio(1, 1, 1));
    assertThat(Files.readString(folder.resolve("variants.json")))
        .contains("\"validationAccuracy\"", "\"timesAsFast\"", "int8-percentile")
        .contains("\"processor\" : \"some processor\"", "\"images\" : 60");
    assertThat(notes).isEmpty();
  }

  @Test
  void triesEveryExecutionOfAnEarlyExit() throws IOException {
    assertThat(optimise(copy("branchynet"), Map.of()))
        .extracting(VariantFigures::variant)
        .hasSize(15)
        .startsWith("two-sessions", "one-graph-if", "exit1-then-whole", "two-sessions-fused")
        .contains("exit1-then-whole-int8-percentile");
  }

  @Test
  void installsTheChosenVariantWithItsOwnAccuracy() throws IOException {
    Path folder = models.resolve("lenet");
    TestBundles.copy("lenet", folder, provenance -> provenance.remove("cellSha256"));
    ModelBundle master = ModelBundle.load(folder);

    List<VariantFigures> figures = optimise(folder, Map.of("fused", 1.5, "fp16", 1.4));

    VariantFigures chosen =
        figures.stream().filter(VariantFigures::chosen).findFirst().orElseThrow();
    ModelBundle installed = ModelBundle.load(folder);
    assertThat(chosen.variant()).isEqualTo("fused");
    assertThat(installed.manifest().provenance())
        .containsEntry("variant", "fused")
        .containsEntry("validationAccuracy", chosen.validationAccuracy())
        .containsEntry("cellSha256", master.hash());
    assertThat(installed.graphBytes()).isEqualTo(chosen.bytes());
    Variant fused = new Variant(Execution.SINGLE, Treatment.FUSED);
    assertThat(VariantCandidate.of(fused, installed, TestModels.frames(IMAGES)).accuracy())
        .isEqualTo(chosen.validationAccuracy());
    assertThat(ModelBundle.load(folder.resolve("master")).hash()).isEqualTo(master.hash());
  }

  @Test
  void aVariantStillNamesTheCellThatItsMasterCameFrom() throws IOException {
    Path folder = models.resolve("lenet");
    TestBundles.copy("lenet", folder, provenance -> provenance.put("cellSha256", "trained"));

    optimise(folder, Map.of("fused", 1.5));

    assertThat(ModelBundle.load(folder).manifest().provenance())
        .containsEntry("variant", "fused")
        .containsEntry("cellSha256", "trained");
  }

  @Test
  void ownFormStaysUntouchedWhereNothingIsFaster() throws IOException {
    Path folder = copy("lenet");
    String hash = ModelBundle.load(folder).hash();

    optimise(folder, Map.of("fused", 1.01));

    assertThat(ModelBundle.load(folder).hash()).isEqualTo(hash);
    assertThat(folder.resolve("master")).doesNotExist();
    assertThat(folder.resolve("variants.json")).exists();
  }

  @Test
  void aQuickLookLeavesEverythingAsItWas() throws IOException {
    Path folder = copy("cbnet");
    String before = TestModels.listing(models);
    String hash = ModelBundle.load(folder).hash();

    List<VariantFigures> figures =
        new BundleOptimiser(
                TestModels.frames(20),
                TestModels.frames(IMAGES),
                new OptimiserPlan(5, IMAGES, 1),
                listener())
            .optimise(folder);

    assertThat(figures).hasSize(5);
    assertThat(figures.get(0).measured().rounds()).isEqualTo(5);
    assertThat(figures.get(0).measured().onnxruntime()).matches("\\d+\\.\\d+.*");
    assertThat(TestModels.listing(models)).isEqualTo(before);
    assertThat(ModelBundle.load(folder).hash()).isEqualTo(hash);
  }

  @Test
  void secondRunStartsFromTheSameMasterAndGivesTheSameAccuracies() throws IOException {
    Path folder = copy("lenet");
    String master = ModelBundle.load(folder).hash();

    List<VariantFigures> first = optimise(folder, Map.of("fused", 1.5));
    List<VariantFigures> second = optimise(folder, Map.of("fused", 1.5));

    assertThat(new BundlePlace(folder).master().hash()).isEqualTo(master);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aVariantThatRefusesAnImageIsNoneAndSaidSo() throws IOException {
    Path folder = copy("lenet");
    ModelBundle bundle = ModelBundle.load(folder);
    replaceGraph(folder, bundle, withProductBeyondFloat(bundle.graph("whole")));

    assertThat(optimise(folder, Map.of("fused", 2.0)))
        .extracting(VariantFigures::variant)
        .containsExactly("fp32");
    assertThat(notes)
        .hasSize(4)
        .first()
        .asString()
        .startsWith("lenet: no variant fused: gives no label for frame")
        .contains("not-finite");
    assertThat(folder.resolve("master")).doesNotExist();
  }

  @Test
  void refusesABundleWhoseOwnFormRefusesAnImage() throws IOException {
    Path folder = copy("lenet");
    List<Frame> small = List.of(new Frame("small", new byte[4], 2, 2, 0));

    BundleOptimiser optimiser =
        new BundleOptimiser(
            TestModels.frames(20), small, new FixedSpeeds(Map.of()), HERE, true, listener());

    assertThatThrownBy(() -> optimiser.optimise(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("lenet", "gives no label for frame small (shape", "--networks");
  }

  @Test
  void saysWhyANetworkLacksAVariant() throws IOException {
    Path folder = copy("lenet");
    ModelBundle bundle = ModelBundle.load(folder);
    replaceGraph(folder, bundle, withOperatorSet(bundle.graph("whole"), 12));

    assertThat(optimise(folder, Map.of()))
        .extracting(VariantFigures::variant)
        .containsExactly("fp32", "fused", "fp16");
    assertThat(notes)
        .hasSize(2)
        .first()
        .asString()
        .contains("lenet: no variant int8-min-max: 8 bits need operator set 13, the graph has 12");
  }

  private List<VariantFigures> optimise(Path folder, Map<String, Double> timesAsFast)
      throws IOException {
    return optimiser(new FixedSpeeds(timesAsFast), true).optimise(folder);
  }

  private BundleOptimiser optimiser(SpeedComparison speed, boolean installs) throws IOException {
    return new BundleOptimiser(
        TestModels.frames(20), TestModels.frames(IMAGES), speed, HERE, installs, listener());
  }

  private EvaluationListener listener() {
    return new EvaluationListener() {
      @Override
      public void progress(String phase, int done, int of) {
        assertThat(done).isBetween(1, of);
      }

      @Override
      public void note(String text) {
        notes.add(text);
      }
    };
  }

  private Path copy(String network) throws IOException {
    return TestModels.copy(network, models);
  }

  private static void replaceGraph(Path folder, ModelBundle bundle, EditableModel graph)
      throws IOException {
    VariantBundle.write(
        folder, bundle, new Variant(Execution.SINGLE, Treatment.FP32), Map.of("whole", graph));
    // A trained form is no variant.
    ObjectMapper json = new ObjectMapper();
    File file = folder.resolve(ModelBundle.MANIFEST).toFile();
    JsonNode manifest = json.readTree(file);
    ((ObjectNode) manifest.get("provenance")).remove("variant");
    json.writeValue(file, manifest);
  }

  private static EditableModel withOperatorSet(byte[] model, long version) throws IOException {
    ModelProto.Builder proto = ModelProto.parseFrom(model).toBuilder();
    proto.getOpsetImportBuilder(0).setVersion(version);
    return EditableModel.of(proto.build().toByteArray());
  }

  // Each of the two last layers is finite; merged into one they are not.
  private static EditableModel withProductBeyondFloat(byte[] model) throws IOException {
    EditableModel edited = StoredConstants.open(model);
    NodeProto last = edited.producer("logits").orElseThrow();
    for (String constant : last.getInputList().subList(1, 3)) {
      TensorProto tensor = edited.constants().get(constant);
      float[] values = TensorValues.floats(tensor);
      for (int i = 0; i < values.length; i++) {
        values[i] *= 1e-20f;
      }
      edited.putConstant(TensorValues.floats(constant, tensor.getDimsList(), values));
    }
    float[] large = new float[CLASSES * CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      large[i * CLASSES + i] = 1e20f;
    }
    edited.putConstant(TensorValues.floats("large", List.of(10L, 10L), large));
    edited.putConstant(TensorValues.floats("zeros", List.of(10L), new float[CLASSES]));
    edited.replace(last, last.toBuilder().setOutput(0, "small").build());
    edited.nodes().add(Nodes.of("Relu", "positive", "small").build());
    edited.nodes().add(Nodes.of("Gemm", "usual", "positive", "large", "zeros").build());
    edited.nodes().add(Nodes.of("Gemm", "logits", "usual", "large", "zeros").build());
    return edited;
  }
}
