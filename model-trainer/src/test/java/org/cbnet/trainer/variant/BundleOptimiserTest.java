package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.ModelBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On copies of shipped bundles with few images; which variant is fastest is not asserted. */
class BundleOptimiserTest {
  private static final int ROUNDS = 5;

  @TempDir Path models;

  private final List<String> notes = new ArrayList<>();

  @Test
  void measuresEveryVariantAndChoosesOne() throws IOException {
    Path folder = copy("lenet");

    List<VariantFigures> figures = optimise(folder);

    assertThat(figures)
        .extracting(VariantFigures::variant)
        .containsExactly("fp32", "fused", "fp16", "int8-min-max", "int8-percentile");
    assertThat(figures).filteredOn(VariantFigures::chosen).hasSize(1);
    assertThat(figures.get(0).latencyRatioToFp32()).isEqualTo(new SpeedRatio(1, 1, 1));
    assertThat(Files.readString(folder.resolve("variants.json")))
        .contains("\"validationAccuracy\"", "\"latencyRatioToFp32\"", "int8-percentile");
    assertThat(notes).isEmpty();
  }

  @Test
  void triesEveryExecutionOfAnEarlyExit() throws IOException {
    assertThat(optimise(copy("branchynet")))
        .extracting(VariantFigures::variant)
        .hasSize(15)
        .startsWith("two-sessions", "one-graph-if", "exit1-then-whole", "two-sessions-fused")
        .contains("exit1-then-whole-int8-percentile");
  }

  @Test
  void secondRunStartsFromTheSameMasterAndGivesTheSameAccuracies() throws IOException {
    Path folder = copy("lenet");
    String master = ModelBundle.load(folder).hash();

    List<VariantFigures> first = optimise(folder);
    List<VariantFigures> second = optimise(folder);

    assertThat(new BundlePlace(folder).master().hash()).isEqualTo(master);
    assertThat(second)
        .extracting(VariantFigures::validationAccuracy)
        .isEqualTo(first.stream().map(VariantFigures::validationAccuracy).toList());
  }

  @Test
  void installsAVariantWithItsMasterAndAllElse() throws IOException {
    Path folder = copy("lenet");
    Files.writeString(folder.resolve("curve.svg"), "<svg/>");
    Files.createDirectory(folder.resolve("seeds"));
    Files.writeString(folder.resolve("seeds/2.json"), "{}");
    ModelBundle master = ModelBundle.load(folder);
    ModelBundle fused =
        TestModels.bundle(
            models.resolve("fused"), master, new Variant(Execution.SINGLE, Treatment.FUSED));

    new BundlePlace(folder).install(master, fused, List.of());
    String once = listing();
    new BundlePlace(folder).install(new BundlePlace(folder).master(), fused, List.of());

    assertThat(listing()).isEqualTo(once);
    assertThat(ModelBundle.load(folder).hash()).isEqualTo(fused.hash());
    assertThat(ModelBundle.load(folder).manifest().provenance())
        .containsEntry("variant", "fused")
        .containsAllEntriesOf(master.manifest().provenance());
    assertThat(ModelBundle.load(folder.resolve("master")).hash()).isEqualTo(master.hash());
    assertThat(folder.resolve("curve.svg")).exists();
    assertThat(folder.resolve("seeds/2.json")).exists();
  }

  @Test
  void puttingTheMasterBackLeavesNoTraceOfTheVariant() throws IOException {
    Path folder = copy("branchynet");
    ModelBundle master = ModelBundle.load(folder);
    ModelBundle conditional =
        TestModels.bundle(
            models.resolve("other"), master, new Variant(Execution.ONE_GRAPH_IF, Treatment.FP32));
    BundlePlace place = new BundlePlace(folder);
    place.install(master, conditional, List.of());
    assertThat(folder.resolve("exit1.onnx")).doesNotExist();

    place.install(place.master(), place.master(), List.of());

    assertThat(ModelBundle.load(folder).hash()).isEqualTo(master.hash());
    assertThat(folder.resolve("conditional.onnx")).doesNotExist();
    assertThat(folder.resolve("master")).doesNotExist();
  }

  @Test
  void saysWhyANetworkLacksAVariant() throws IOException {
    Path folder = copy("lenet");
    ModelBundle bundle = ModelBundle.load(folder);
    EditableModel old = withOperatorSet(bundle.graph("whole"), 12);
    VariantBundle.write(
        folder,
        bundle.manifest(),
        new Variant(Execution.SINGLE, Treatment.FP32),
        Map.of("whole", old));

    assertThat(optimise(folder))
        .extracting(VariantFigures::variant)
        .containsExactly("fp32", "fused", "fp16");
    assertThat(notes)
        .hasSize(2)
        .first()
        .asString()
        .contains("lenet: no variant int8-min-max: 8 bits need operator set 13, the graph has 12");
  }

  private List<VariantFigures> optimise(Path folder) throws IOException {
    OptimiserListener listener =
        new OptimiserListener() {
          @Override
          public void progress(String phase, int done, int of) {
            assertThat(done).isBetween(1, of);
          }

          @Override
          public void note(String text) {
            notes.add(text);
          }
        };
    return new BundleOptimiser(TestModels.frames(20), TestModels.frames(60), ROUNDS, 1, listener)
        .optimise(folder);
  }

  private Path copy(String network) throws IOException {
    ModelBundle shipped = TestModels.master(network);
    Path folder = Files.createDirectory(models.resolve(network));
    try (Stream<Path> files = Files.list(shipped.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }

  private String listing() throws IOException {
    try (Stream<Path> files = Files.walk(models.resolve("lenet"))) {
      return files.sorted().map(Path::toString).toList().toString();
    }
  }

  private static EditableModel withOperatorSet(byte[] model, long version) throws IOException {
    ModelProto.Builder proto = ModelProto.parseFrom(model).toBuilder();
    proto.getOpsetImportBuilder(0).setVersion(version);
    return EditableModel.of(proto.build().toByteArray());
  }
}
