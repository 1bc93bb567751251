package org.cbnet.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.trainer.TinyData;
import org.cbnet.trainer.network.Graph;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.onnx.OnnxGraphWriter;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.Settings;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Minibatch;
import org.cbnet.trainer.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRunTest {
  private static final TrainingData DATA = TinyData.data();
  private static final Settings SETTINGS = new Settings(1, OptionalInt.of(12));
  private static final Map<String, TrainingRun.Result> RESULTS = new HashMap<>();

  @TempDir static Path models;

  @BeforeAll
  static void trainEveryNetworkInOrder() throws IOException {
    TrainingRun run = new TrainingRun(DATA, models, SETTINGS);
    for (Recipe recipe : Recipes.all()) {
      RESULTS.put(recipe.description().name(), run.train(recipe, TrainingListener.SILENT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "branchynet", "cbnet-paper", "cbnet"})
  void runtimeComputesWhatTheTrainerComputed(String network) {
    assertThat(RESULTS.get(network).written().parity()).isBetween(0.0, ParityCheck.TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "branchynet", "cbnet-paper", "cbnet"})
  void strategyOnTheBundleReachesTheValidationAccuracy(String network) throws IOException {
    TrainedNetwork trained = RESULTS.get(network).network();
    ModelBundle bundle = ModelBundle.load(models.resolve("mnist").resolve(network));
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
        .isEqualTo(trained.fitted().best().validationAccuracy());
  }

  @Test
  void provenanceTellsHowTheBundleCameToBe() throws IOException {
    ModelBundle bundle = ModelBundle.load(models.resolve("mnist").resolve("cbnet"));

    assertThat(bundle.manifest().provenance())
        .containsEntry("seed", 1)
        .containsOnlyKeys("data", "seed", "training", "validationAccuracy", "versions");
    assertThat(bundle.manifest().provenance().get("training").toString())
        .contains("epochs=12", "reconstructionWeight", "easyImages");
  }

  @Test
  void sameSeedWritesTheSameBundleByteForByte(@TempDir Path other) throws IOException {
    new TrainingRun(DATA, other, SETTINGS).train(Recipes.of("lenet"), TrainingListener.SILENT);

    assertThat(ModelBundle.load(other.resolve("mnist/lenet")).hash())
        .isEqualTo(ModelBundle.load(models.resolve("mnist/lenet")).hash());
  }

  @Test
  void startsFromTheBundleOfAnEarlierRun() throws IOException {
    Weights read = BundleWeights.read(models, DATA.set(), Networks.branchynet());

    Weights trained = RESULTS.get("branchynet").network().fitted().weights();
    assertThat(read.get("branch.6.weight")).isEqualTo(trained.get("branch.6.weight"));
    assertThat(read.get("trunk.9.bias")).isEqualTo(trained.get("trunk.9.bias"));
  }

  @Test
  void namesTheNetworkThatMustBeTrainedBefore(@TempDir Path empty) {
    TrainingRun run = new TrainingRun(DATA, empty, SETTINGS);

    assertThatThrownBy(() -> run.train(Recipes.of("branchynet"), TrainingListener.SILENT))
        .isInstanceOf(MissingNetworkException.class)
        .hasMessageContaining("no trained lenet")
        .hasMessageContaining("--network lenet");
  }

  @Test
  void replacesABundleAndLeavesNothingElse(@TempDir Path place) throws IOException {
    TrainedNetwork network = RESULTS.get("cbnet").network();
    BundleWriter writer = new BundleWriter(place);
    Path folder = writer.write(network, DATA, SETTINGS).folder();
    Files.writeString(folder.resolve("stale.txt"), "of the older bundle");

    writer.write(network, DATA, SETTINGS);

    assertThat(files(place.resolve("mnist"))).containsExactly("cbnet");
    assertThat(files(folder)).containsExactly("bundle.json", "model.onnx");
  }

  @Test
  void refusesAGraphThatAnswersOtherwise() {
    NetworkDescription network = Networks.cbnet();
    Weights weights = RESULTS.get("cbnet").network().fitted().weights();
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
    NetworkDescription network = Networks.cbnet();
    float[] bias = new float[10];
    bias[0] = Float.NaN;
    Weights weights =
        RESULTS
            .get("cbnet")
            .network()
            .fitted()
            .weights()
            .with(Weights.of(Map.of("classifier.3.bias", bias)));
    Graph graph = network.graphs().get(0);
    Map<String, byte[]> graphs = Map.of("whole", OnnxGraphWriter.write(graph, weights));
    Minibatch images = DATA.validation().inOrder(0, 10);

    assertThatThrownBy(() -> ParityCheck.run(network, weights, graphs, images))
        .isInstanceOf(ParityException.class);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
