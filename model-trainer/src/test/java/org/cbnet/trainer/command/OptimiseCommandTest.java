package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.trainer.Main;
import org.cbnet.trainer.evaluation.TestBundles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** On made-up training images, 711 of them held back, and copies of shipped bundles. */
class OptimiseCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path data;
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path models;

  @BeforeAll
  static void writeTrainingImages() throws IOException {
    KmnistPart.write(data);
  }

  @BeforeEach
  void copyBundles() throws IOException {
    models = folder.resolve("models");
    copy("cbnet", false);
    copy("heavy", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--dataset cifar",
        "--rounds 0",
        "--images 0",
        "--models nowhere",
        "--networks nothing",
        "--test-images"
      })
  void wrongUsageExitsWithTwoAndOneClearLine(String options) {
    assertThat(optimise(options.split(" "))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines().limit(3)).hasSizeBetween(1, 2);
    assertThat(err.toString()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void saysWhichNetworksThereAre() {
    assertThat(optimise("--networks", "cbnet,lenett")).isEqualTo(2);
    assertThat(err.toString()).contains("no bundle 'lenett'", "only cbnet, heavy");
  }

  @Test
  void saysWhereItLookedForTrainingImages() {
    DataSetLocator empty = DataSetLocator.of(Map.of(), folder.resolve("home"));

    assertThat(execute(new OptimiseCommand(empty, false))).isEqualTo(2);
    assertThat(err.toString()).contains("no training images of kmnist", "./cbnet data kmnist");
  }

  @Test
  void refusesAFileInNoFolderBeforeItMeasures() {
    assertThat(optimise("--json", folder.resolve("none/figures.json").toString())).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("--json", "there is no folder", "make it first");
  }

  @Test
  void refusesModelsThatItMayNotReplaceBeforeItMeasures() throws IOException {
    Path kmnist = models.resolve("kmnist");
    OptimiseCommand command = new OptimiseCommand(locator(), false, path -> !path.equals(kmnist));

    assertThat(execute(command)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("no permission to write to", "--rounds 20");
  }

  @Test
  void aQuickLookShowsFiguresAndInstallsNothing() throws IOException {
    String before = listing(models);
    Path json = folder.resolve("figures.json");

    int exit = optimise("--images", "100", "--rounds", "5", "--json", json.toString());

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("network")
        .contains("int8-percentile", "chosen")
        .contains("not installed: below what a choice needs", "711 images", "400 rounds");
    assertThat(err.toString())
        .contains("100 images held back", "heavy is left out: it is for latency studies");
    assertThat(listing(models)).isEqualTo(before);
    JsonNode figures = JSON.readTree(json.toFile());
    assertThat(figures.fieldNames()).toIterable().containsExactly("cbnet");
    assertThat(figures.get("cbnet").get(0).get("timesAsFast").get("low").asDouble()).isEqualTo(1);
    assertThat(figures.get("cbnet").get(0).get("measured").get("rounds").asInt()).isEqualTo(5);
  }

  @Test
  void theDefaultsAreEnoughToInstall() throws IOException {
    Path json = folder.resolve("figures.json");

    int exit = optimise("--json", json.toString());

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).contains("fp32", "chosen").doesNotContain("not installed");
    JsonNode figures = JSON.readTree(json.toFile()).get("cbnet");
    Path bundle = models.resolve("kmnist/cbnet");
    assertThat(JSON.readTree(bundle.resolve("variants.json").toFile())).isEqualTo(figures);
    assertThat(figures.get(0).get("measured").get("images").asInt()).isEqualTo(711);
    assertThat(ModelBundle.load(bundle).manifest().network()).isEqualTo("cbnet");
  }

  @Test
  void refusesANetworkForLatencyStudiesThatIsNamed() {
    assertThat(optimise("--networks", "cbnet,heavy")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("'heavy' is for latency studies", "leave it out");
  }

  @Test
  @Timeout(120)
  void nothingIsLeftBehindWhereItIsToldToEnd() throws Exception {
    String before = listing(models);
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "bundle",
            "optimise",
            "--dataset=kmnist",
            "--models=" + models,
            // More than anybody waits for.
            "--rounds=1000000");
    builder.redirectOutput(folder.resolve("log").toFile()).redirectErrorStream(true);
    builder.environment().put(DataSetLocator.DATA_DIR_VARIABLE, data.toString());
    Process process = builder.start();
    // The last variant is written: what follows only reads.
    while (!listing(temporary).contains("int8-percentile/bundle.json")) {
      assertThat(process.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
      Thread.sleep(20);
    }

    process.destroy();

    // By the signal, not by a native error on the way out.
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("log"))).isEqualTo(128 + 15);
    assertThat(listing(models)).isEqualTo(before);
    assertThat(listing(temporary)).doesNotContain("cbnet-variants");
  }

  @Test
  void helpHasExamples() {
    assertThat(optimise("--help")).isZero();
    assertThat(out.toString())
        .contains("Examples:", "--images", "master/", "nothing is installed", "latency studies");
  }

  private void copy(String name, boolean latencyOnly) throws IOException {
    Path bundle = models.resolve("kmnist").resolve(name);
    TestBundles.copy("cbnet", bundle, provenance -> provenance.put("latencyOnly", latencyOnly));
    Path file = bundle.resolve(ModelBundle.MANIFEST);
    ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
    JSON.writeValue(file.toFile(), manifest.put("dataset", "kmnist"));
  }

  private static String listing(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.sorted().map(Path::toString).collect(Collectors.joining("\n"));
    }
  }

  private int optimise(String... options) {
    return execute(new OptimiseCommand(locator(), false), options);
  }

  private DataSetLocator locator() {
    return DataSetLocator.of(
        Map.of(DataSetLocator.DATA_DIR_VARIABLE, data.toString()), folder.resolve("home"));
  }

  private int execute(OptimiseCommand command, String... options) {
    CommandLine line = new CommandLine(command);
    // What a test names itself counts, as it comes later.
    line.setOverwrittenOptionsAllowed(true);
    line.addMixin("help", new HelpOption());
    line.setParameterExceptionHandler(Errors::usage);
    line.setExecutionExceptionHandler(Errors::execution);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    Stream<String> first = Stream.of("--dataset=kmnist", "--models=" + models);
    return line.execute(Stream.concat(first, Stream.of(options)).toArray(String[]::new));
  }
}
