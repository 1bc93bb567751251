package org.cbnet.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.trainer.TinyData;
import org.cbnet.trainer.network.Folding;
import org.cbnet.trainer.network.Graph;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.onnx.OnnxGraphWriter;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Minibatch;
import org.cbnet.trainer.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TrainingRunTest {
  private static final TrainingData DATA = TinyData.data();
  private static final int EPOCHS = 12;
  static final List<String> NETWORKS = Recipes.all().stream().map(Recipe::network).toList();
  private static final Map<String, TrainingRun.Result> RESULTS = new HashMap<>();

  @TempDir static Path models;

  @BeforeAll
  static void trainEveryNetworkInOrder() throws IOException {
    for (Recipe recipe : Recipes.all()) {
      RESULTS.put(recipe.network(), train(recipe, Method.PLAIN, models));
    }
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void runtimeComputesWhatTheTrainerComputed(String network) {
    assertThat(RESULTS.get(network).written().parity()).isBetween(0.0, ParityCheck.TOLERANCE);
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void strategyOnTheBundleReachesTheValidationAccuracy(String network) throws IOException {
    TrainedNetwork trained = RESULTS.get(network).network();
    ModelBundle bundle = ModelBundle.load(models.resolve(network));
    int correct = 0;

    try (InferenceStrategy strategy =
        Strategies.open(trained.strategy(), bundle, OptionalDouble.empty())) {
      for (int i = 0; i < DATA.validation().size(); i++) {
        var frame = DATA.source().frame(DATA.validation().index(i));
        Outcome outcome = strategy.infer(frame);
        correct +=
            outcome instanceof Outcome.Classified answer && answer.label() == frame.trueLabel()
                ? 1
                : 0;
      }
    }

    assertThat((double) correct / DATA.validation().size())
        .isEqualTo(RESULTS.get(network).written().validationAccuracy());
  }

  @Test
  void provenanceTellsHowTheBundleCameToBe() throws IOException {
    ModelBundle bundle = ModelBundle.load(models.resolve("cbnet"));

    assertThat(bundle.manifest().provenance())
        .containsEntry("seed", 1)
        .containsEntry("label", "plain+shift+epochs=12")
        .containsOnlyKeys(
            "data", "label", "parents", "seed", "training", "validationAccuracy", "versions");
    assertThat(bundle.manifest().provenance().get("parents"))
        .isEqualTo(Map.of("branchynet", RESULTS.get("branchynet").written().sha256()));
    assertThat(bundle.manifest().provenance().get("training").toString())
        .contains("epochs=12", "imageWeight", "labelling=entropy", "easyImages");
  }

  @Test
  void sameSeedWritesTheSameBundleByteForByte(@TempDir Path other) throws IOException {
    train(Recipes.of("lenet"), Method.PLAIN, other);

    assertThat(ModelBundle.load(other.resolve("lenet")).hash())
        .isEqualTo(ModelBundle.load(models.resolve("lenet")).hash());
  }

  @Test
  void startsFromTheBundleOfAnEarlierRun() throws IOException {
    Weights read = BundleWeights.read(models.resolve("branchynet"), Networks.branchynet());

    Weights trained = RESULTS.get("branchynet").network().deployed().weights();
    assertThat(read.get("branch.6.weight")).isEqualTo(trained.get("branch.6.weight"));
    assertThat(read.get("trunk.9.bias")).isEqualTo(trained.get("trunk.9.bias"));
  }

  @Test
  void namesTheNetworkThatMustBeTrainedBefore(@TempDir Path empty) {
    assertThatThrownBy(() -> train(Recipes.of("branchynet"), Method.PLAIN, empty))
        .isInstanceOf(MissingNetworkException.class)
        .hasMessageContaining("no trained lenet")
        .hasMessageContaining("--network lenet");
  }

  @Test
  void replacesABundleAndLeavesNothingElse(@TempDir Path place) throws IOException {
    TrainedNetwork network = RESULTS.get("cbnet").network();
    BundleWriter writer = new BundleWriter(DATA);
    Path folder = writer.write(network, "plain", 1, Map.of(), place.resolve("cbnet")).folder();
    Files.writeString(folder.resolve("stale.txt"), "of the older bundle");

    writer.write(network, "plain", 1, Map.of(), place.resolve("cbnet"));

    assertThat(files(place)).containsExactly("cbnet");
    assertThat(files(folder))
        .containsExactly("bundle.json", "curve.svg", "history.csv", "model.onnx");
  }

  @Test
  void distilledNetworkNeedsATeacherAndDiffersFromThePlainOne(@TempDir Path place)
      throws IOException {
    Method distilled = Method.parse("distilled");
    assertThatThrownBy(() -> train(Recipes.of("lenet5"), distilled, place))
        .isInstanceOf(MissingNetworkException.class)
        .hasMessageContaining("no trained teacher");

    TrainedNetwork resnet = RESULTS.get("resnet").network();
    new BundleWriter(DATA).write(resnet, "plain", 1, Map.of(), place.resolve("teacher"));
    TrainingRun.Result result = train(Recipes.of("lenet5"), distilled, place);

    assertThat(result.written().validationAccuracy()).isGreaterThan(0.9);
    assertThat(result.written().sha256()).isNotEqualTo(RESULTS.get("lenet5").written().sha256());
  }

  @Test
  void aKilledTrainingGoesOnAfterItsLastEpochToTheSameBundle(@TempDir Path place)
      throws IOException {
    TrainingListener killer = new Killer(5);
    assertThatThrownBy(() -> train(Recipes.of("resnet"), Method.PLAIN, place, killer))
        .isInstanceOf(Killer.Killed.class);
    assertThat(files(place)).containsExactly(".resnet.checkpoint");
    Killer listening = new Killer(Integer.MAX_VALUE);

    TrainingRun.Result resumed = train(Recipes.of("resnet"), Method.PLAIN, place, listening);

    assertThat(listening.resumedAfter()).isEqualTo(4);
    assertThat(resumed.written().sha256()).isEqualTo(RESULTS.get("resnet").written().sha256());
    assertThat(files(place)).containsExactly("resnet");
  }

  @Test
  void aDamagedCheckpointCostsTheTrainingAndNothingElse(@TempDir Path place) throws IOException {
    assertThatThrownBy(() -> train(Recipes.of("lenet5"), Method.PLAIN, place, new Killer(3)))
        .isInstanceOf(Killer.Killed.class);
    Path checkpoint = place.resolve(".lenet5.checkpoint");
    byte[] bytes = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length / 2));
    Killer listening = new Killer(Integer.MAX_VALUE);

    TrainingRun.Result result = train(Recipes.of("lenet5"), Method.PLAIN, place, listening);

    assertThat(listening.resumedAfter()).isZero();
    assertThat(result.written().sha256()).isEqualTo(RESULTS.get("lenet5").written().sha256());
  }

  @Test
  void aCheckpointOnOtherImagesIsNotTaken(@TempDir Path place) throws IOException {
    assertThatThrownBy(() -> train(Recipes.of("lenet5"), Method.PLAIN, place, new Killer(2)))
        .isInstanceOf(Killer.Killed.class);
    LabelledImages images = TinyData.images(400);
    images.pixels()[5]++;
    TrainingData other =
        new TrainingData(
            DATA.set(),
            images,
            TinyData.examples(images, 0, 320),
            TinyData.examples(images, 320, 400),
            "made up");
    Killer listening = new Killer(Integer.MAX_VALUE);

    new TrainingRun(other, place::resolve)
        .train(
            Recipes.of("lenet5"),
            Method.PLAIN.withEpochs(EPOCHS),
            1,
            place.resolve("lenet5"),
            listening);

    assertThat(listening.resumedAfter()).isZero();
  }

  @Test
  void aCheckpointOfAnotherTrainingIsNotTaken(@TempDir Path place) throws IOException {
    assertThatThrownBy(() -> train(Recipes.of("lenet5"), Method.PLAIN, place, new Killer(2)))
        .isInstanceOf(Killer.Killed.class);
    Killer listening = new Killer(Integer.MAX_VALUE);

    train(Recipes.of("lenet5"), Method.parse("plain+none"), place, listening);

    assertThat(listening.resumedAfter()).isZero();
  }

  @Test
  void refusesAGraphThatAnswersOtherwise() {
    Folding written = written("cbnet");
    NetworkDescription network = written.description();
    Weights weights = written.weights();
    float[] bias = weights.get("classifier.3.bias");
    bias[4] += 2e-4f;
    Weights changed = weights.with(Weights.of(Map.of("classifier.3.bias", bias)));
    Graph graph = network.graphs().get(0);
    Map<String, byte[]> graphs = Map.of("whole", OnnxGraphWriter.write(graph, changed));
    Minibatch images = DATA.validation().inOrder(0, 10);

    assertThatThrownBy(() -> ParityCheck.run(network, weights, graphs, images))
        .isInstanceOf(ParityException.class)
        .hasMessageContaining("logits");
  }

  @Test
  void refusesNotANumber() {
    Folding written = written("cbnet");
    NetworkDescription network = written.description();
    float[] bias = new float[10];
    bias[0] = Float.NaN;
    Weights weights = written.weights().with(Weights.of(Map.of("classifier.3.bias", bias)));
    Graph graph = network.graphs().get(0);
    Map<String, byte[]> graphs = Map.of("whole", OnnxGraphWriter.write(graph, weights));
    Minibatch images = DATA.validation().inOrder(0, 10);

    assertThatThrownBy(() -> ParityCheck.run(network, weights, graphs, images))
        .isInstanceOf(ParityException.class);
  }

  // As it is in the bundle: normalisations are folded.
  private static Folding written(String network) {
    TrainedNetwork trained = RESULTS.get(network).network();
    return Folding.of(trained.description(), trained.weights());
  }

  private static TrainingRun.Result train(Recipe recipe, Method method, Path folder)
      throws IOException {
    return train(recipe, method, folder, TrainingListener.SILENT);
  }

  private static TrainingRun.Result train(
      Recipe recipe, Method method, Path folder, TrainingListener listener) throws IOException {
    return new TrainingRun(DATA, folder::resolve)
        .train(recipe, method.withEpochs(EPOCHS), 1, folder.resolve(recipe.network()), listener);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
