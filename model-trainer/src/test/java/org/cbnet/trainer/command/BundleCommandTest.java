package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.trainer.imports.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Brings a tiny model and a few images, and then all that can be wrong with them. */
class BundleCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void importAModelAndWriteImages() throws IOException {
    TinyModel.linear("x", "y").write(folder.resolve("model.onnx"));
    // The brightest of the first three pixels is the class, of all but one image.
    image("cat/1.pgm", "255 0 0 0");
    image("cat/2.pgm", "200 100 0 255");
    image("dog/1.pgm", "0 255 0 0");
    image("emu/1.pgm", "255 0 0 0");
    assertThat(importModel("--classes", "cat,dog,emu")).as(err.toString()).isZero();
  }

  @Test
  void saysWhatWasImported() {
    assertThat(out.toString().lines())
        .containsExactly(
            "my-net: 2 x 2 images, 3 classes, answers logits, as they are",
            "12 multiply-accumulates, 15 parameters",
            "written to " + folder.resolve("models/pets/my-net"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void evaluatesTheImportedModelOnAFolderOfImages() throws IOException {
    Path json = folder.resolve("figures.json");

    assertThat(evaluate(folder.resolve("pets").toString(), "--json", json.toString()))
        .as(err.toString())
        .isZero();

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.get("dataset").asText()).isEqualTo("pets");
    assertThat(report.get("frames").asInt()).isEqualTo(4);
    assertThat(report.get("models").get(0).get("name").asText()).isEqualTo("my-net");
    assertThat(report.get("models").get(0).get("accuracy").asDouble()).isEqualTo(0.75);
    assertThat(report.get("models").get(0).get("macs").asInt()).isEqualTo(12);
  }

  @Test
  void aFolderMayBeShownToABundleOfAnotherDataSet() throws IOException {
    Files.move(folder.resolve("pets"), folder.resolve("test"));

    assertThat(evaluate(folder.resolve("test").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no bundles in", "./cbnet bundle import --dataset test");
    assertThat(evaluate("pets=" + folder.resolve("test"))).as(err.toString()).isZero();
  }

  @Test
  void imagesThatCannotBeReadAreNamedAndCounted() throws IOException {
    Files.writeString(folder.resolve("pets/dog/damaged.png"), "no image");

    assertThat(evaluate(folder.resolve("pets").toString())).isZero();
    assertThat(err.toString())
        .contains("left out: " + folder.resolve("pets/dog/damaged.png"))
        .contains("first 4 of 4 test images", "1 unreadable files left out");
  }

  @Test
  void macsThatAreUnknownAreShownSo() throws IOException {
    spoil("cost", new ObjectMapper().readTree("{\"macs\": null, \"parameters\": 15}"));

    assertThat(evaluate(folder.resolve("pets").toString())).isZero();
    assertThat(out.toString()).contains("unknown");
    assertThat(execute("bundle", "show", bundle().toString())).isZero();
    assertThat(out.toString()).containsPattern("MACs +unknown");
  }

  @Test
  void refusesAFolderWithOtherClasses() throws IOException {
    Files.move(folder.resolve("pets/emu"), folder.resolve("pets/owl"));

    assertRefused(
        evaluate(folder.resolve("pets").toString()),
        "its sub-folders [cat, dog, owl] are not the classes [cat, dog, emu]");
  }

  @Test
  void refusesABundleOfAnotherDataSet() throws IOException {
    Files.createDirectories(folder.resolve("models/mnist"));
    Files.move(bundle(), folder.resolve("models/mnist/my-net"));

    assertRefused(evaluate("mnist"), "was trained on pets, not on mnist");
  }

  @Test
  void refusesABundleWithOtherClassesThanTheDataSet() {
    assertThat(importModel("--classes", "a,b,c", "--dataset", "mnist")).isZero();

    assertRefused(evaluate("mnist"), "has the classes [a, b, c], mnist has [0, 1, 2,");
  }

  @Test
  void refusesABundleWhoseManifestSaysAnotherSize() throws IOException {
    assertThat(importModel("--classes", "cat,dog,emu", "--network", "other")).isZero();
    Path manifest = folder.resolve("models/pets/other/bundle.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"height\" : 2", "\"height\" : 3"));

    assertRefused(
        evaluate(folder.resolve("pets").toString()),
        "takes images [1, 2, 2], the manifest says 3 x 2");
  }

  @Test
  void refusesATruncatedGraph() throws IOException {
    byte[] graph = Files.readAllBytes(bundle().resolve("model.onnx"));
    Files.write(bundle().resolve("model.onnx"), Arrays.copyOf(graph, graph.length / 2));
    assertRefused(evaluate(folder.resolve("pets").toString()), "model.onnx has SHA-256");

    fixHash();
    assertRefused(
        evaluate(folder.resolve("pets").toString()), "model.onnx is no usable ONNX graph");
  }

  @ParameterizedTest
  @CsvSource({"DOUBLE", "UINT8"})
  void refusesAnotherElementTypeInABundle(DataType type) throws IOException {
    byte[] graph = TinyModel.linear("image", "logits").converting(type).bytes();
    Files.write(bundle().resolve("model.onnx"), graph);
    fixHash();

    assertRefused(
        evaluate(folder.resolve("pets").toString()),
        "the manifest says input image is float [N, [1, 2, 2]], the graph has TensorInfo(javaType="
            + type);
  }

  @Test
  void framesAnsweredWithNotANumberAreCountedNeverLabelled() throws IOException {
    Files.write(
        bundle().resolve("model.onnx"),
        TinyModel.linear("image", "logits").bias(0, Float.NaN, 0).bytes());
    fixHash();

    assertRefused(
        evaluate(folder.resolve("pets").toString()),
        "gave no label for frame image-00000 (not-finite: the network answered NaN or infinity)");
    assertThat(err.toString())
        .contains("my-net gave no label for 4 of 4 frames; they count as wrong");
  }

  @Test
  void refusesAManifestWithADeviationOfZero() throws IOException {
    spoil(
        "preprocessing",
        new ObjectMapper().readTree("{\"scale\": 1, \"mean\": 0, \"standardDeviation\": 0}"));

    assertRefused(
        evaluate(folder.resolve("pets").toString()),
        "standardDeviation must be finite and above 0");
  }

  @Test
  void replacesABundleOnlyWhenAsked() {
    assertRefused(
        importModel("--classes", "cat,dog,emu"),
        "models/pets/my-net is there already: give the new one another --network, or say --replace");
    assertThat(importModel("--classes", "cat,dog,emu", "--replace")).isZero();
  }

  @Test
  void showsAManifest() {
    assertThat(execute("bundle", "show", bundle().toString())).isZero();

    assertThat(out.toString())
        .containsPattern("network +my-net")
        .containsPattern("classes +3: cat, dog, emu")
        .containsPattern("graph whole +model.onnx, .* bytes, image \\[1, 2, 2\\] -> logits \\[3\\]")
        .containsPattern("MACs +12\n")
        .containsPattern("imported.sha256 +[0-9a-f]{64}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bundle | name what to do: import, show, cuts, profile, calibrate, predict, optimise, trials, keygen, sign or verify",
        "bundle import | Missing required",
        "bundle import lost.onnx --classes a,b --network n --dataset d | lost.onnx: is no file",
        "bundle import m.onnx --classes a --network n --dataset d | names 1 class: name at least 2",
        "bundle import m.onnx --classes a,b --network a/b --dataset d | network must be 1 to 64",
        "bundle import m.onnx --classes a,b --network n --dataset d --std 0 | standardDeviation must be",
        "bundle import m.onnx --classes a,b --network n --dataset d --scale NaN | scale must be finite",
        "bundle import m.onnx --classes a,b --network n --dataset d --size 28 | '28' is no size",
        "bundle show nowhere | has no file bundle.json",
        "evaluate --dataset nowhere/pets | unknown data set 'nowhere/pets'"
      })
  void wrongUsageExitsWithTwoAndAClearLine(String arguments, String problem) {
    err.getBuffer().setLength(0);

    assertRefused(execute(arguments.split(" ")), problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bundle", "bundle import", "bundle show", "bundle cuts", "bundle optimise"})
  void helpHasExamples(String command) {
    assertThat(execute((command + " --help").split(" "))).isZero();
    assertThat(out.toString()).contains("Usage: ./cbnet " + command, "Examples:");
  }

  private void assertRefused(int exit, String problem) {
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(problem).doesNotContain("Exception", "\tat ");
  }

  private int importModel(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("bundle", "import", folder.resolve("model.onnx").toString()));
    arguments.addAll(List.of(options));
    add(arguments, "--dataset", "pets");
    add(arguments, "--network", "my-net");
    add(arguments, "--output", folder.resolve("models").toString());
    return execute(arguments.toArray(String[]::new));
  }

  private static void add(List<String> arguments, String option, String value) {
    if (!arguments.contains(option)) {
      arguments.addAll(List.of(option, value));
    }
  }

  private int evaluate(String dataset, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--dataset",
                dataset,
                "--rounds",
                "1",
                "--models",
                folder.resolve("models").toString()));
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

  private Path bundle() {
    return folder.resolve("models/pets/my-net");
  }

  private void image(String name, String pixels) throws IOException {
    Path file = folder.resolve("pets").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "P2 2 2 255 " + pixels);
  }

  private void spoil(String key, JsonNode value) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path manifest = bundle().resolve("bundle.json");
    ObjectNode content = (ObjectNode) json.readTree(manifest.toFile());
    content.set(key, value);
    json.writeValue(manifest.toFile(), content);
  }

  private void fixHash() throws IOException {
    BundleHash.fix(bundle());
  }
}
