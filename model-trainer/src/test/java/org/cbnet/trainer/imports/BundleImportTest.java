package org.cbnet.trainer.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.Cost;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.imports.BundleImport.Imported;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.onnx.OnnxGraphWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BundleImportTest {
  // Logits 4, 8/5 and 0 with pixels in 0..1.
  private static final int[] PIXELS = {255, 102, 0, 255};
  private static final double[] LOGITS = {4, 1.6, 0};

  @TempDir Path folder;

  @Test
  void writesABundleThatAgentsRun() throws IOException {
    Imported imported = importModel(TinyModel.linear("Input3", "Plus214_Output_0"));

    assertThat(imported.folder()).isEqualTo(folder.resolve("models/pets/my-net"));
    BundleManifest manifest = ModelBundle.load(imported.folder()).manifest();
    assertThat(manifest).isEqualTo(imported.manifest());
    assertThat(manifest.strategy()).isEqualTo("edge-full");
    assertThat(manifest.classes()).containsExactly("cat", "dog", "emu");
    assertThat(manifest.height()).isEqualTo(2);
    assertThat(manifest.width()).isEqualTo(2);
    assertThat(manifest.cost()).isEqualTo(new Cost(12L, 15));
    assertThat(imported.kind()).isEqualTo(AnswerKind.LOGITS);
    assertConfidence(imported, softmax());
  }

  @Test
  void provenanceNamesTheSourceAndNoTime() throws Exception {
    Imported imported = importModel(TinyModel.linear("x", "y"));

    assertThat(imported.manifest().provenance())
        .containsOnlyKeys("imported")
        .extractingByKey("imported")
        .isEqualTo(
            Map.of(
                "file", "model.onnx",
                "sha256", hex(Files.readAllBytes(folder.resolve("model.onnx"))),
                "input", "x",
                "output", "y",
                "answers", "logits, as they are",
                "producer", "another-tool",
                "importerVersion", 1));
  }

  @Test
  void theSameModelGivesTheSameBundle() throws IOException {
    String first = ModelBundle.load(importModel(TinyModel.linear("x", "y")).folder()).hash();

    assertThat(ModelBundle.load(importModel(TinyModel.linear("x", "y")).folder()).hash())
        .isEqualTo(first);
  }

  static Stream<TinyModel> modelsOfEveryNaming() {
    return Stream.of(
        TinyModel.linear("image", "logits"),
        TinyModel.linear("logits", "image"),
        TinyModel.linear("x", "y").declared("y", "batch", 3).declared("flat", "batch", 4),
        // What is called as the bundle's tensors, but is neither of them.
        TinyModel.ending("Identity", "Identity").named("t0", "logits").named("flat", "image"),
        TinyModel.linear("x", "y").withWeightsAmongInputs(),
        TinyModel.linear("x", "y").insideBranches(),
        TinyModel.linear("flat_image", "y").insideBranches().named("flat", "image"));
  }

  @ParameterizedTest
  @MethodSource("modelsOfEveryNaming")
  void namesOfTensorsDoNotMatter(TinyModel model) throws IOException {
    assertConfidence(importModel(model), softmax());
  }

  @ParameterizedTest
  @CsvSource({"Softmax, SOFTMAX", "LogSoftmax, LOGITS", "Softmax Identity, PROBABILITIES"})
  void probabilitiesKeepTheirValues(String ending, AnswerKind kind) throws IOException {
    Imported imported = importModel(TinyModel.ending(ending.split(" ")));

    assertThat(imported.kind()).isEqualTo(kind);
    assertConfidence(imported, softmax());
  }

  @Test
  void aProbabilityOfZeroIsNoFailure() throws IOException {
    Imported imported = importModel(TinyModel.ending("Softmax", "Identity").bias(0, 0, -200));

    assertThat(imported.kind()).isEqualTo(AnswerKind.PROBABILITIES);
    assertThat(classify(imported).confidence())
        .isCloseTo(1 / (1 + (float) Math.exp(-2.4)), within(1e-4f));
  }

  @Test
  void aSoftmaxWhoseAnswerIsReadElsewhereStays() throws IOException {
    Imported imported = importModel(TinyModel.ending("Softmax").readElsewhere());

    assertConfidence(imported, softmax());
  }

  @Test
  void openSizesComeFromTheRequest() throws IOException {
    TinyModel model = TinyModel.linear("x", "y").input(DataType.FLOAT, "N", "C", "H", "W");

    Imported imported =
        importModel(model, Preprocessing.UNIT_RANGE, Optional.of(new ImageSize(2, 2)));

    assertThat(imported.manifest().height()).isEqualTo(2);
    assertConfidence(imported, softmax());
  }

  @Test
  void aBatchOfOneStaysOne() throws IOException {
    assertConfidence(
        importModel(
            TinyModel.linear("x", "y")
                .input(DataType.FLOAT, 1, 1, 2, 2)
                .output(DataType.FLOAT, 1, 3)),
        softmax());
  }

  @Test
  void pixelsGoInAsTheModelWasTrained() throws IOException {
    Imported imported =
        importModel(
            TinyModel.linear("x", "y"), new Preprocessing(1.0 / 255, 0.5, 0.25), Optional.empty());

    // Logits 4 x (pixel - 0.5) / 0.25 of 1, 0.4 and 0.
    double sum = Math.exp(8) + Math.exp(-1.6) + Math.exp(-8);
    assertConfidence(imported, Math.exp(8) / sum);
  }

  @Test
  void countsAsOurOwnNetworksAreCounted() throws IOException {
    NetworkDescription lenet = Networks.lenet();
    Weights weights = Weights.initial(lenet.segments(), new SplittableRandom(1));
    Path model =
        Files.write(
            folder.resolve("lenet.onnx"), OnnxGraphWriter.write(lenet.graphs().get(0), weights));
    List<String> digits = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    Imported imported =
        new BundleImport(folder.resolve("models"))
            .run(
                new ImportRequest(
                    model,
                    "copy",
                    "mnist",
                    digits,
                    Preprocessing.UNIT_RANGE,
                    false,
                    Optional.empty()));

    assertThat(imported.manifest().cost())
        .isEqualTo(new Cost(lenet.macs(), lenet.parameterCount()));
  }

  @Test
  void multiplyAccumulatesOfUnknownOperatorsAreUnknown() throws IOException {
    Imported imported = importModel(TinyModel.linear("x", "y").insideBranches());

    assertThat(imported.manifest().cost()).isEqualTo(new Cost(null, 15));
    assertThat(imported.unknownMacs()).isEqualTo("operators If");
    assertThat(ModelBundle.load(imported.folder()).manifest().cost().macs()).isNull();
  }

  private Imported importModel(TinyModel model) throws IOException {
    return importModel(model, Preprocessing.UNIT_RANGE, Optional.empty());
  }

  private Imported importModel(
      TinyModel model, Preprocessing preprocessing, Optional<ImageSize> size) throws IOException {
    Path file = model.write(folder.resolve("model.onnx"));
    return new BundleImport(folder.resolve("models"))
        .run(
            new ImportRequest(
                file, "my-net", "pets", List.of("cat", "dog", "emu"), preprocessing, false, size));
  }

  private static void assertConfidence(Imported imported, double expected) throws IOException {
    Outcome.Classified answer = classify(imported);

    assertThat(answer.label()).isZero();
    assertThat((double) answer.confidence()).isCloseTo(expected, within(1e-5));
  }

  private static Outcome.Classified classify(Imported imported) throws IOException {
    ModelBundle bundle = ModelBundle.load(imported.folder());
    byte[] pixels = new byte[PIXELS.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) PIXELS[i];
    }
    try (InferenceStrategy strategy =
        Strategies.open(StrategyName.EDGE_FULL, bundle, OptionalDouble.empty())) {
      return (Outcome.Classified)
          strategy.infer(new Frame("frame", pixels, 2, 2, Frame.UNLABELLED));
    }
  }

  private static double softmax() {
    double sum = 0;
    for (double logit : LOGITS) {
      sum += Math.exp(logit);
    }
    return Math.exp(LOGITS[0]) / sum;
  }

  private static String hex(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
