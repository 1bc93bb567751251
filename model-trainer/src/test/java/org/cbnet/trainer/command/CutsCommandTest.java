package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.trainer.imports.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CutsCommandTest {
  private static final String MODELS = Path.of("..", "models", "fashion-mnist").toString();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsATableOfCuts() {
    assertThat(cuts(MODELS + "/resnet")).as(err.toString()).isZero();

    assertThat(out.toString().lines())
        .startsWith(
            "cut  name                              bytes   device MACs  tensors",
            "  0  input                             3,136             0  image float32 [1, 1, 28, 28]",
            "  1  image.codes                         784             0  image.codes uint8 [1, 1, 28, 28]")
        .contains(
            "  3  body.2.body.1.out.codes           6,272       479,808  body.1.out.codes uint8 [1, 16, 14, 14]",
            "                                                            body.2.body.1.out.codes uint8 [1, 16, 14, 14]")
        .endsWith("  11  output                                0     2,552,000  none".substring(1));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void checksEveryCutOnImagesOfTheBundlesDataSet() throws IOException {
    Path json = folder.resolve("cuts.json");

    assertThat(cuts(MODELS + "/lenet", "--check", "20", "--json", json.toString()))
        .as(err.toString())
        .isZero();

    assertThat(out.toString().lines())
        .hasSize(6)
        .element(0)
        .asString()
        .endsWith("max |a-b|    off labels   ties  parity");
    assertThat(out.toString().lines().skip(1)).allMatch(line -> line.endsWith(" holds"));
    assertThat(err.toString())
        .contains("fashion-mnist: the first 20 of 1000 images, from the sample");
    JsonNode cut = new ObjectMapper().readTree(json.toFile()).get("cuts").get(1);
    assertThat(cut.get("id").asText()).isEqualTo("1:trunk.1.out");
    assertThat(cut.get("tensors").get(0).get("shape").toString()).isEqualTo("[1,5,15,15]");
    assertThat(cut.get("tensors").get(0).get("elementType").asText()).isEqualTo("float32");
    assertThat(cut.get("bytes").asInt()).isEqualTo(4500);
    assertThat(cut.get("deviceMacs").asInt()).isEqualTo(112_500);
    assertThat(cut.get("parity").get("frames").asInt()).isEqualTo(20);
    assertThat(cut.get("parity").get("holds").asBoolean()).isTrue();
  }

  @Test
  void codesFeaturesOnTheirWayWhereAskedFor() throws IOException {
    Path json = folder.resolve("cuts.json");

    assertThat(
            cuts(
                MODELS + "/lenet",
                "--check",
                "200",
                "--precision",
                "uint8",
                "--compression",
                "zstd",
                "--json",
                json.toString()))
        .as(err.toString())
        .isZero();

    assertThat(out.toString().lines().findFirst().orElseThrow())
        .endsWith("accuracy  points differ   payload      sent");
    JsonNode cuts = new ObjectMapper().readTree(json.toFile()).get("cuts");
    assertThat(cuts.get(0).get("coding").isNull()).isTrue();
    JsonNode coding = cuts.get(1).get("coding");
    assertThat(coding.get("frames").asInt()).isEqualTo(200);
    assertThat(coding.get("accuracy").asDouble()).isGreaterThan(0.85);
    assertThat(coding.get("pointsGained").asDouble()).isBetween(-1.0, 1.0);
    // A byte an element, the scale and the zero point.
    assertThat(coding.get("largestPayloadBytes").asInt()).isEqualTo(5 * 15 * 15 + 8);
    assertThat(coding.get("meanBytes").asDouble()).isBetween(100.0, 5.0 * 15 * 15);
  }

  @Test
  void aNetworkForLatencyStudiesGetsImagesOfItsSize() {
    assertThat(cuts(MODELS + "/heavy", "--check", "1")).as(err.toString()).isZero();

    assertThat(out.toString().lines().filter(line -> line.endsWith(" holds"))).hasSize(27);
  }

  @Test
  void exitsWithOneWhereACutAnswersOtherwise() throws IOException {
    bundleWithoutNumbers();

    assertThat(cuts(bundle(), "--check", "3", "--images", "fashion-mnist")).isEqualTo(1);
    assertThat(out.toString()).contains(" FAILS").doesNotContain(" holds");
  }

  @Test
  void imagesMayComeFromAFolder() throws IOException {
    bundleWithoutNumbers();
    for (String name : List.of("cat", "dog")) {
      Path file = folder.resolve("photos").resolve(name).resolve("1.pgm");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "P2 1 1 255 7");
    }

    assertThat(cuts(bundle(), "--check", "1", "--images", folder.resolve("photos").toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("photos: the first 1 of 2 images");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere | has no file bundle.json",
        "../models/fashion-mnist/branchynet | has no model of role whole, only",
        "../models/fashion-mnist/lenet --check 0 | --check must be at least 1: 0",
        "../models/fashion-mnist/lenet --check 1001 | 1001 images are asked for, fashion-mnist has 1000",
        "../models/fashion-mnist/lenet --check 1 --images pets | --images: unknown data set 'pets'",
        "../models/mnist/lenet --check 1 | mnist",
        "../models/fashion-mnist/lenet --precision uint8 | --precision needs images: add --check N",
        "../models/fashion-mnist/lenet --check 1 --precision int4 | unknown precision 'int4': choose one of",
        "../models/fashion-mnist/lenet --check 1 --precision uint8 --compression rar | unknown compression 'rar'",
        "../models/fashion-mnist/lenet --json nowhere/cuts.json | --json nowhere/cuts.json: there is no folder"
      })
  void wrongInputExitsWithTwoAndAClearLine(String arguments, String problem) {
    assertThat(cuts(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(problem).doesNotContain("Exception", "\tat ");
    assertThat(out.toString()).isEmpty();
  }

  // NaN is equal to nothing, itself included.
  private void bundleWithoutNumbers() throws IOException {
    Path model = folder.resolve("model.onnx");
    TinyModel.linear("x", "y").write(model);
    assertThat(
            execute(
                "bundle",
                "import",
                model.toString(),
                "--classes",
                "a,b,c",
                "--dataset",
                "pets",
                "--network",
                "nan",
                "--output",
                folder.resolve("models").toString()))
        .as(err.toString())
        .isZero();
    out.getBuffer().setLength(0);
    Files.write(
        Path.of(bundle(), "model.onnx"),
        TinyModel.linear("image", "logits").bias(0, Float.NaN, 0).bytes());
    BundleHash.fix(Path.of(bundle()));
  }

  private String bundle() {
    return folder.resolve("models/pets/nan").toString();
  }

  private int cuts(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "bundle";
    all[1] = "cuts";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return execute(all);
  }

  private int execute(String... arguments) {
    DataSetLocator locator = DataSetLocator.of(Map.of(), folder.resolve("home"));
    CommandLine line = TrainerCommands.create(locator, false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
