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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.ProfileFile;
import org.cbnet.inference.profile.ProfileSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Measures shipped networks in few rounds, and predicts them from each other. */
class ProfileCommandTest {
  private static final Path MODELS = Path.of("..", "models", "fashion-mnist");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void measuresAndStoresAProfile() throws IOException {
    Path json = folder.resolve("figures.json");
    Path profiles = Files.createDirectory(folder.resolve("profiles"));

    assertThat(profile("lenet", profiles.toString(), "--json", json.toString()))
        .as(err.toString())
        .isZero();

    assertThat(out.toString().lines().map(line -> line.replaceFirst(" .*", "")))
        .startsWith(
            "cut",
            "input",
            "1:trunk.1.out",
            "2:trunk.4.out",
            "3:trunk.8.out",
            "4:output",
            "",
            "layer");
    assertThat(out.toString())
        .contains("a call that computes nothing:", "single layers added up are off by", " apart");
    Path file;
    try (Stream<Path> files = Files.list(profiles)) {
      file = files.findFirst().orElseThrow();
    }
    assertThat(out.toString()).endsWith("written to " + file + System.lineSeparator());
    ModelBundle lenet = ModelBundle.load(MODELS.resolve("lenet"));
    assertThat(file.getFileName().toString())
        .startsWith("profile-" + lenet.hash().substring(0, 12) + "-");
    LayerProfile profile = ProfileFile.read(file, lenet, Partition.of(lenet));
    assertThat(profile.rounds()).isEqualTo(2);
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.get("bundle").asText()).isEqualTo(lenet.hash());
    assertThat(figures.get("rounds").asInt()).isEqualTo(2);
    assertThat(figures.get("cuts")).hasSize(5);
    assertThat(figures.get("cuts").get(0).get("head").isNull()).isTrue();
    assertThat(figures.get("cuts").get(4).get("head").get("medianNanos").asLong())
        .isEqualTo(profile.cut("4:output").head().medianNanos());
    assertThat(figures.get("layers")).hasSameSizeAs(profile.layers());
    assertThat(figures.get("sumsMedianError").isDouble()).isTrue();
  }

  @Test
  void predictsANetworkBesideWhatWasMeasured() throws IOException {
    Path json = folder.resolve("figures.json");
    String lenet = measured("lenet");
    String calibration = folder.resolve("calibration.json").toString();
    assertThat(execute("bundle", "calibrate", "--rounds", "1", "--out", calibration))
        .as(err.toString())
        .isZero();
    Path predicted = folder.resolve("predicted.json");
    out.getBuffer().setLength(0);

    assertThat(
            execute(
                "bundle",
                "predict",
                MODELS.resolve("lenet").toString(),
                "--calibration",
                calibration + "," + lenet,
                "--reference",
                lenet + "," + calibration,
                "--out",
                predicted.toString(),
                "--json",
                json.toString()))
        .as(err.toString())
        .isZero();

    assertThat(out.toString().lines().findFirst().orElseThrow().split(" {2,}"))
        .containsExactly(
            "cut", "half", "measured us", "regression us", "error", "scaled us", "error");
    assertThat(out.toString().lines().filter(line -> line.contains(" %"))).hasSizeGreaterThan(8);
    assertThat(out.toString()).contains("regression: off by ", "scaled: off by ", "conv: ");
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("lenet"));
    assertThat(ProfileFile.read(predicted, bundle, Partition.of(bundle)).source())
        .isEqualTo(ProfileSource.REGRESSION);
    JsonNode predictors = new ObjectMapper().readTree(json.toFile()).get("predictors");
    assertThat(predictors).hasSize(2);
    assertThat(predictors.get(0).get("name").asText()).isEqualTo("regression");
    assertThat(predictors.get(0).get("headNanos").get(0).isNull()).isTrue();
    assertThat(predictors.get(0).get("headNanos").get(4).asLong()).isPositive();
    assertThat(predictors.get(0).get("medianError").isDouble()).isTrue();
    // The same machine and the same files: scaled by 1.
    assertThat(predictors.get(1).get("worstError").asDouble()).isZero();
  }

  @Test
  void predictsWithoutAnythingToCompareWith() throws IOException {
    String resnet = measured("resnet/master");
    out.getBuffer().setLength(0);

    assertThat(
            execute(
                "bundle", "predict", MODELS.resolve("lenet").toString(), "--calibration", resnet))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().lines().findFirst().orElseThrow())
        .containsPattern("regression us +error$");
    assertThat(out.toString()).contains("1:trunk.1.out").doesNotContain("regression:");
  }

  @Test
  void saysWhatIsWrongWithProfiles() throws IOException {
    String lenet = measured("lenet");

    assertThat(predict("lenet", lenet)).isEqualTo(2);
    assertThat(err.toString()).contains("no profile is of another network than lenet");
    assertThat(predict("resnet", lenet, "--measured", lenet)).isEqualTo(2);
    assertThat(err.toString()).contains("profile " + lenet + " is of bundle", "(lenet), not of");
    assertThat(predict("resnet", lenet)).isEqualTo(2);
    assertThat(err.toString())
        .contains("no layer of kind quantised-element-wise was measured on", "add a profile of");
    assertThat(predict("lenet", folder.resolve("nowhere.json").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere.json is not there: measure one with");
    assertThat(err.toString()).doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "profile nowhere | has no file bundle.json",
        "profile ../models/fashion-mnist/lenet --rounds 0 | --rounds must be at least 1: 0",
        "profile ../models/fashion-mnist/lenet --out nowhere/p.json | --out nowhere/p.json: there is no folder",
        "profile ../models/fashion-mnist/branchynet | has no model of role whole, only",
        "calibrate --rounds 0 | --rounds must be at least 1: 0",
        "calibrate --out nowhere/p.json | --out nowhere/p.json: there is no folder",
        "predict ../models/fashion-mnist/lenet | Missing required option: '--calibration"
      })
  void wrongInputExitsWithTwoAndAClearLine(String arguments, String problem) {
    assertThat(execute(("bundle " + arguments).split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(problem).doesNotContain("Exception", "\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile", "calibrate", "predict"})
  void helpHasExamples(String command) {
    assertThat(execute("bundle", command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: ./cbnet bundle " + command, "Examples:");
  }

  private String measured(String network) {
    String file = folder.resolve(network.replace('/', '-') + ".json").toString();
    assertThat(profile(network, file)).as(err.toString()).isZero();
    return file;
  }

  private int profile(String network, String to, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("bundle", "profile", MODELS.resolve(network).toString(), "--rounds", "2"));
    arguments.addAll(List.of("--out", to));
    arguments.addAll(List.of(options));
    return execute(arguments.toArray(String[]::new));
  }

  private int predict(String network, String calibration, String... options) {
    err.getBuffer().setLength(0);
    List<String> arguments =
        new ArrayList<>(List.of("bundle", "predict", MODELS.resolve(network).toString()));
    arguments.addAll(List.of("--calibration", calibration));
    arguments.addAll(List.of(options));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    DataSetLocator locator = DataSetLocator.of(Map.of(), folder.resolve("home"));
    CommandLine line = TrainerCommands.create(locator, false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
