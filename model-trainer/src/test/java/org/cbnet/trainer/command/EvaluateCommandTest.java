package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.TestBundles;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs on an empty home, so that only the shipped sample is at hand. */
class EvaluateCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void copyBundles() throws IOException {
    Path models = folder.resolve("models/fashion-mnist");
    TestBundles.copy(
        "lenet",
        models.resolve("lenet"),
        provenance -> provenance.put("label", "plain").put("variant", "fused"));
    // As if it were a network that answers scores, of another training set.
    TestBundles.copy(
        "cbnet",
        models.resolve("cbnet"),
        provenance -> {
          provenance.withObject("/training").put("logits", "scores");
          provenance.withObject("/data").put("trainingImages", 6_300).put("validationImages", 711);
        });
    TestBundles.copy(
        "branchynet",
        models.resolve("branchynet"),
        provenance -> provenance.put("thresholdName", "paperT"));
    TestBundles.copy(
        "branchynet",
        models.resolve("branchynet-tuned"),
        provenance -> provenance.put("thresholdName", "tuned"));
    TestBundles.copy(
        "lenet", models.resolve("heavy"), provenance -> provenance.put("latencyOnly", true));
    Files.writeString(
        models.resolve("cbnet/variants.json"), "[{\"variant\": \"int8\", \"chosen\": false}]");
  }

  @Test
  void writesTheKeysThatProgramsRead() throws IOException {
    Path json = folder.resolve("figures.json");

    int exit = run("--frames", "60", "--rounds", "4", "--jvms", "2", "--json", json.toString());

    assertThat(exit).as(err.toString()).isZero();
    JsonNode report = JSON.readTree(json.toFile());
    assertThat(keys(report))
        .contains("dataset", "frames", "models", "startedAt", "machine", "versions")
        .contains("rounds", "jvms", "provider", "testEvaluations", "aaCheck", "stealShare");
    assertThat(report.get("frames").asInt()).isEqualTo(60);
    assertThat(report.get("enoughForClaims").asBoolean()).isFalse();
    assertThat(report.get("testEvaluations").get("thisRun").asInt()).isEqualTo(4);
    assertThat(names(report))
        .containsExactly("branchynet@paperT", "branchynet@tuned", "cbnet", "lenet");
    assertThat(keys(report.get("aaCheck")))
        .containsExactly("ratio", "low", "high", "meanRatio", "meanLow", "meanHigh", "passed");
    JsonNode lenet = report.get("models").get(3);
    assertThat(keys(lenet))
        .contains("name", "accuracy", "accuracyMean", "accuracyInterval", "seeds", "latencyMicros")
        .contains("speedupVsLenet", "meanSpeedupVsLenet", "throughputPerSecond", "macs")
        .contains("parameters", "bytes", "exitRatio", "imageComputed", "difficulty", "calibration")
        .contains("classes", "variants", "speedupsByJvm");
    assertThat(keys(lenet.get("latencyMicros")))
        .containsExactly("p50", "p95", "p99", "mean", "p10Block", "p90Block");
    assertThat(keys(lenet.get("speedupVsLenet"))).containsExactly("ratio", "low", "high");
    assertThat(keys(lenet.get("seeds").get(0)))
        .containsExactly("seed", "accuracy", "validationAccuracy", "recorded");
    assertThat(lenet.get("speedupVsLenet").get("ratio").asDouble()).isEqualTo(1);
    assertThat(lenet.get("exitRatio").isNull()).isTrue();
    assertThat(lenet.get("accuracyMean")).isEqualTo(lenet.get("accuracy"));
    assertThat(lenet.get("throughputPerSecond").asDouble()).isPositive();
    assertThat(lenet.get("accuracy").asDouble() * 60)
        .isEqualTo(Math.rint(lenet.get("accuracy").asDouble() * 60));
    JsonNode branchynet = report.get("models").get(0);
    assertThat(branchynet.get("exitRatio").asDouble()).isBetween(0.0, 1.0);
    // What exit 1 does not answer is what is hard.
    assertThat(branchynet.get("difficulty").get("hard").get("frames").asInt())
        .isEqualTo((int) Math.round(60 * (1 - branchynet.get("exitRatio").asDouble())));
    JsonNode cbnet = report.get("models").get(2);
    assertThat(cbnet.get("variants").get(0).get("variant").asText()).isEqualTo("int8");
    assertThat(cbnet.get("calibration").isNull()).isTrue();
    assertThat(lenet.get("calibration").isObject()).isTrue();
    assertThat(report.get("notes").toString()).contains("cbnet answers scores");
    assertThat(report.get("trainingImages").toString()).isEqualTo("[7011,60000]");
    assertThat(out.toString()).contains("form", "plain, fused", "7,011 and 60,000 images");
    assertThat(out.toString())
        .contains("lenet", "A/A", "provider cpu", "4 rounds over 2 fresh JVMs", "quick look");
  }

  @Test
  void setsCbnetAgainstTheOthersAndAsksAJudgeOfItsImages() throws IOException {
    Path json = folder.resolve("figures.json");
    Path html = folder.resolve("page.html");

    int exit =
        run(
            "--frames",
            "90",
            "--rounds",
            "2",
            "--json",
            json.toString(),
            "--html",
            html.toString());

    assertThat(exit).as(err.toString()).isZero();
    JsonNode report = JSON.readTree(json.toFile());
    JsonNode comparisons = report.get("comparisons");
    assertThat(comparisons.findValuesAsText("other"))
        .containsExactly("branchynet@paperT", "branchynet@tuned", "lenet");
    JsonNode cbnet = report.get("models").get(2);
    JsonNode lenet = report.get("models").get(3);
    assertThat(comparisons.get(2).get("accuracy").get("difference").asDouble())
        .isCloseTo(
            cbnet.get("accuracy").asDouble() - lenet.get("accuracy").asDouble(), within(1e-9));
    assertThat(comparisons.get(2).get("speedup").get("ratio"))
        .isEqualTo(cbnet.get("speedupVsLenet").get("ratio"));
    int hard = cbnet.get("difficulty").get("hard").get("frames").asInt();
    JsonNode judged = cbnet.get("conversions");
    assertThat(judged).hasSize(1);
    assertThat(judged.get(0).get("judge").asText()).isEqualTo("branchynet's exit 1");
    assertThat(judged.get(0).get("frames").asInt()).isEqualTo(hard);
    // Frames that are hard for it are hard for it.
    assertThat(judged.get(0).get("before").get("easyRight").asDouble()).isZero();
    assertThat(judged.get(0).get("after").get("easyRight").asDouble()).isBetween(0.0, 1.0);
    assertThat(lenet.get("conversions")).isEmpty();
    assertThat(html).content().contains("cbnet against the others", "become easy ones?");
    assertThat(Files.readString(html).split("alt=\"converted image of", -1))
        .hasSize(1 + Math.min(20, hard));
    assertThat(out.toString()).contains("All of it: ").contains("(cbnet against lenet; ");
  }

  @Test
  void aNetworkForLatencyStudiesIsMeasuredWhereItIsNamedAndHasNoAccuracy() throws IOException {
    Path json = folder.resolve("heavy.json");

    int exit =
        run(
            "--networks",
            "cbnet,heavy",
            "--frames",
            "30",
            "--rounds",
            "1",
            "--json",
            json.toString());

    assertThat(exit).as(err.toString()).isZero();
    JsonNode report = JSON.readTree(json.toFile());
    JsonNode heavy = report.get("models").get(1);
    assertThat(heavy.get("name").asText()).isEqualTo("lenet");
    assertThat(heavy.get("accuracy").isNull()).isTrue();
    assertThat(heavy.get("seeds")).isEmpty();
    assertThat(heavy.get("latencyMicros").get("p50").asDouble()).isPositive();
    assertThat(report.get("testEvaluations").get("thisRun").asInt()).isEqualTo(1);
  }

  @Test
  void withoutTheBaselineThereAreNoSpeedupsAndThePageStillStands() throws IOException {
    Path html = folder.resolve("page.html");

    int exit = run("--networks", "cbnet", "--rounds", "1", "--html", html.toString());

    assertThat(exit).as(err.toString()).isZero();
    assertThat(err.toString()).contains("first 1000 of 1000 test images", "sample", "no speed-ups");
    assertThat(out.toString()).startsWith("network").contains("\ncbnet").doesNotContain("\nlenet");
    assertThat(html).content().contains("<html", "What cbnet makes of frames");
    assertThat(html).content().doesNotContain("Confident mistakes");
  }

  @Test
  void twoRunsAreComparedNetworkByNetwork() throws IOException {
    Path first = figures("first.json", 2.0, 1.9, 2.1);
    Path near = figures("near.json", 2.15, 2.05, 2.2);
    Path far = figures("far.json", 3.0, 2.9, 3.1);

    assertThat(execute("--compare", first.toString(), near.toString())).isZero();
    assertThat(out.toString()).contains("2.00 [1.90, 2.10]", "2.15 [2.05, 2.20]", "all 2");
    assertThat(out.toString())
        .contains("between the two starts: 0 h 47 min", "2030-01-01T00:47:00Z")
        .contains("enough for claims, A/A check passed")
        .contains("NOT enough for claims, A/A CHECK FAILED");
    assertThat(execute("--compare", first.toString(), far.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("NO", "2 of 2 speed-ups do NOT agree");
  }

  @Test
  void onlyRunsOfOneDataSetCompare() throws IOException {
    Path first = figures("one.json", 2.0, 1.9, 2.1);
    Path other = folder.resolve("other.json");
    Files.writeString(other, Files.readString(first).replace("fashion-mnist", "mnist"));

    assertThat(execute("--compare", first.toString(), other.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("other conditions", "dataset fashion-mnist and mnist");
    Path empty = folder.resolve("empty.json");
    Files.writeString(empty, "{\"dataset\": \"fashion-mnist\", \"models\": []}");
    assertThat(execute("--compare", empty.toString(), empty.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(empty + ": no network beside lenet");
    assertThat(execute("--compare", first.toString(), "/nowhere.json")).isEqualTo(2);
    assertThat(err.toString()).contains("/nowhere.json");
  }

  @Test
  void recordNeedsTheWholeTestSet() {
    assertThat(run("--record")).isEqualTo(2);
    assertThat(err.toString()).contains("no test images of fashion-mnist", "./cbnet data");
  }

  @Test
  void recordRefusesAFolderOfImagesInOneLine() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos"));

    assertThat(run("--record", "--dataset", photos.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("--record", photos + " is a folder", "--dataset fashion-mnist");
  }

  @Test
  void anAbsentProviderIsRefusedWithThoseThatAreThere() {
    Assumptions.assumeFalse(Provider.CUDA.available(), "this machine has CUDA");

    assertThat(run("--provider", "cuda")).isEqualTo(2);
    assertThat(err.toString()).contains("--provider", "no provider 'cuda'", "it has cpu");
  }

  @Test
  void aDamagedFileOfCellsIsNamedWithItsLine() throws IOException {
    Path models = folder.resolve("cells");
    TestBundles.copy("lenet", models.resolve("fashion-mnist/lenet"), provenance -> {});
    Files.writeString(models.resolve("fashion-mnist/cells.jsonl"), "\n{\"network\": 5,\n");

    assertThat(execute("--models", models.toString(), "--rounds", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("cells.jsonl, line 2");
  }

  @Test
  void refusesMoreFramesThanThereAre() {
    assertThat(run("--frames", "1001")).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("--frames 1001", "only 1000");
  }

  @Test
  void noticesBeforeItMeasuresWhatItCanNotWrite() {
    assertThat(run("--frames", "10", "--json", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--json " + folder).contains("is a folder");
    assertThat(run("--frames", "10", "--html", folder + "/none/page.html")).isEqualTo(2);
    assertThat(err.toString()).contains("--html", "there is no folder");
  }

  @Test
  void namesTheNetworksThatAreThere() {
    assertThat(run("--networks", "lenet,resnet")).isEqualTo(2);
    assertThat(err.toString()).contains("no bundle 'resnet'", "branchynet, branchynet-tuned");
  }

  @Test
  void refusesADamagedBundle() throws IOException {
    Path models = folder.resolve("damaged");
    Path bundle = models.resolve("fashion-mnist/lenet");
    TestBundles.copy("lenet", bundle, provenance -> {});
    byte[] graph = Files.readAllBytes(bundle.resolve("model.onnx"));
    graph[graph.length / 2] ^= 1;
    Files.write(bundle.resolve("model.onnx"), graph);

    assertThat(execute("--models", models.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains("SHA-256");
  }

  private static Path figures(String name, double ratio, double low, double high)
      throws IOException {
    boolean first = name.equals("first.json");
    ObjectNode run = JSON.createObjectNode().put("dataset", "fashion-mnist").put("frames", 10_000);
    run.put("startedAt", first ? "2030-01-01T00:00:00Z" : "2030-01-01T00:47:00Z");
    run.put("enoughForClaims", first).putObject("aaCheck").put("passed", first);
    ObjectNode model = run.putArray("models").addObject();
    model.put("name", "cbnet").put("bundleSha256", "00");
    for (String kind : List.of("speedupVsLenet", "meanSpeedupVsLenet")) {
      model.putObject(kind).put("ratio", ratio).put("low", low).put("high", high);
    }
    Path file = folder.resolve(name);
    JSON.writeValue(file.toFile(), run);
    return file;
  }

  private int run(String... options) {
    List<String> all = new ArrayList<>(List.of("--models", folder.resolve("models").toString()));
    all.addAll(List.of(options));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... options) {
    List<String> all = new ArrayList<>(List.of("evaluate"));
    all.addAll(List.of(options));
    DataSetLocator locator = DataSetLocator.of(Map.of(), folder.resolve("home"));
    CommandLine line = TrainerCommands.create(locator, false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }

  private static List<String> names(JsonNode report) {
    return StreamSupport.stream(report.get("models").spliterator(), false)
        .map(model -> model.get("name").asText())
        .toList();
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      keys.add(names.next());
    }
    return keys;
  }
}
