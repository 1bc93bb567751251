package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.TinyData;
import org.cbnet.trainer.bundle.TrainingRun;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs on an empty home, so that only the shipped sample is at hand. */
class CommandsTest {
  private static final int SAMPLE = 1_000;

  @TempDir static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void trainTwoTinyNetworks() throws IOException {
    LabelledImages images = TinyData.images(200);
    TrainingData data =
        new TrainingData(
            KnownDataSet.FASHION_MNIST,
            images,
            TinyData.examples(images, 0, 150),
            TinyData.examples(images, 150, 200),
            "made up");
    Path place = folder.resolve("models/fashion-mnist");
    TrainingRun run = new TrainingRun(data, place::resolve);
    for (String network : List.of("lenet", "branchynet")) {
      run.train(
          Recipes.of(network),
          Method.PLAIN,
          1,
          OptionalInt.of(1),
          place.resolve(network),
          TrainingListener.SILENT);
    }
  }

  @Test
  void evaluateWritesTheKeysThatProgramsRead() throws IOException {
    Path json = folder.resolve("figures.json");

    int exit = run("evaluate", "--frames", "50", "--rounds", "3", "--json", json.toString());

    assertThat(exit).as(err.toString()).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(keys(report)).containsExactly("dataset", "frames", "models");
    assertThat(report.get("frames").asInt()).isEqualTo(50);
    JsonNode branchynet = report.get("models").get(0);
    JsonNode lenet = report.get("models").get(1);
    assertThat(keys(lenet))
        .containsExactly(
            "name",
            "accuracy",
            "accuracyMean",
            "accuracyInterval",
            "seeds",
            "latencyMicros",
            "speedupVsLenet",
            "meanSpeedupVsLenet",
            "throughputPerSecond",
            "macs",
            "parameters",
            "bytes",
            "exitRatio",
            "imageComputed");
    assertThat(keys(lenet.get("latencyMicros")))
        .containsExactly("p50", "p95", "p99", "mean", "p10Block", "p90Block");
    assertThat(keys(lenet.get("speedupVsLenet"))).containsExactly("ratio", "low", "high");
    assertThat(keys(lenet.get("seeds").get(0)))
        .containsExactly("seed", "accuracy", "validationAccuracy");
    assertThat(lenet.get("speedupVsLenet").get("ratio").asDouble()).isEqualTo(1);
    assertThat(lenet.get("exitRatio").isNull()).isTrue();
    assertThat(lenet.get("accuracy").asDouble() * 50)
        .isEqualTo(Math.rint(lenet.get("accuracy").asDouble() * 50));
    assertThat(branchynet.get("exitRatio").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void evaluateFallsBackOnTheShippedSampleAndSaysSo() {
    assertThat(run("evaluate", "--networks", "lenet", "--rounds", "1")).isZero();
    assertThat(err.toString()).contains("first 1000 of 1000 test images", "sample");
    assertThat(out.toString()).startsWith("network").contains("lenet").doesNotContain("branchynet");
  }

  @Test
  void evaluateRefusesMoreFramesThanThereAre() {
    assertThat(run("evaluate", "--frames", "1001")).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("--frames 1001", "only " + SAMPLE);
  }

  @Test
  void evaluateNoticesBeforeItMeasuresThatItsFileIsAFolder() {
    assertThat(run("evaluate", "--frames", "10", "--json", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--json " + folder).contains("is a folder");
  }

  @Test
  void evaluateNamesTheNetworksThatAreThere() {
    assertThat(run("evaluate", "--networks", "lenet,resnet")).isEqualTo(2);
    assertThat(err.toString()).contains("no bundle 'resnet'", "branchynet, lenet");
  }

  @Test
  void evaluateRefusesADamagedBundle() throws IOException {
    Path models = folder.resolve("damaged");
    Path bundle = Files.createDirectories(models.resolve("fashion-mnist/lenet"));
    Path good = folder.resolve("models/fashion-mnist/lenet");
    Files.copy(good.resolve("bundle.json"), bundle.resolve("bundle.json"));
    byte[] graph = Files.readAllBytes(good.resolve("model.onnx"));
    graph[graph.length / 2] ^= 1;
    Files.write(bundle.resolve("model.onnx"), graph);

    assertThat(execute("evaluate", "--models", models.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains("SHA-256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --network vgg",
        "train --method tuned",
        "train --matrix /nowhere/matrix.txt",
        "train --jobs 0",
        "train --dataset cifar",
        "train --epochs 0",
        "train --epochs many",
        "train --test-images",
        "evaluate --dataset cifar",
        "evaluate --frames 0",
        "evaluate --rounds 0",
        "evaluate --models /nowhere",
        "data cifar",
        "data mnist --from ftp://mirror.example/",
        "data mnist kmnist --from http://mirror.example/",
        "paint",
        ""
      })
  void wrongUsageExitsWithTwoAndOneClearLine(String arguments) {
    int exit = execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines().limit(3)).hasSizeBetween(1, 2);
    assertThat(err.toString()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void trainSaysWhereItLookedForData() {
    assertThat(execute("train", "--dataset", "mnist")).isEqualTo(2);
    assertThat(err.toString()).contains("no training images of mnist", "./cbnet data mnist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate", "data"})
  void helpHasExamples(String command) {
    assertThat(execute(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: ./cbnet " + command, "Examples:");
  }

  private int run(String command, String... options) {
    String[] all = new String[options.length + 3];
    all[0] = command;
    all[1] = "--models";
    all[2] = folder.resolve("models").toString();
    System.arraycopy(options, 0, all, 3, options.length);
    return execute(all);
  }

  private int execute(String... arguments) {
    DataSetLocator locator = DataSetLocator.of(Map.of(), folder.resolve("home"));
    CommandLine line = TrainerCommands.create(locator, false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      keys.add(names.next());
    }
    return keys;
  }
}
