package org.cbnet.trainer.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.Preprocessing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no image classifier is refused with the thing, its value and what to do. */
class ImportRefusalTest {
  private static final List<String> CLASSES = List.of("cat", "dog", "emu");

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    if (Files.exists(folder.resolve("models/pets"))) {
      try (Stream<Path> left = Files.list(folder.resolve("models/pets"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(
            linear().input(DataType.DOUBLE, "N", 1, 2, 2),
            "input 'x' is of type double: it must be float"),
        Arguments.of(
            linear().input(DataType.UINT8, "N", 1, 2, 2),
            "input 'x' is of type uint8: it must be float"),
        Arguments.of(
            linear().output(DataType.INT64, "N", 3),
            "output 'y' is of type int64: it must be float"),
        Arguments.of(
            linear().input(DataType.FLOAT, "N", 3, 2, 2),
            "input 'x' is [N, 3, 2, 2]: images have 1 channel, grey"),
        Arguments.of(
            linear().input(DataType.FLOAT, "N", 4),
            "input 'x' is [N, 4]: it must have 4 dimensions, [N, 1, rows, columns]"),
        Arguments.of(
            linear().input(DataType.FLOAT, 8, 1, 2, 2),
            "input 'x' is [8, 1, 2, 2]: N must be 1 or open"),
        Arguments.of(
            linear().input(DataType.FLOAT, "N", 1, "H", "W"),
            "input 'x' is [N, 1, H, W], so the size of its images is open: name it with --size"),
        Arguments.of(
            linear().input(DataType.FLOAT, "N", 1, 2, 100_000),
            "images have at most 9999 rows and columns"),
        Arguments.of(linear().input(DataType.FLOAT, "N", 1, 3, 3), "can't run it"),
        Arguments.of(linear().secondInput(), "must have one input, the image: it has 2, [x, mask]"),
        Arguments.of(
            linear().secondOutput(),
            "must have one output, a value for each class: it has 2, [y, flat]"),
        Arguments.of(
            linear().externalBias(),
            "keeps weight 'bias' in tiny.bin: save it as one file, without external data"),
        Arguments.of(
            linear().bias(0, Float.NaN, 0),
            "output 'y' is [0.0, NaN, 0.0] for an image of black: give --scale, --mean and --std"),
        Arguments.of(TinyModel.ending("NoSuchOperator"), "can't load it"),
        Arguments.of(
            TinyModel.ending("Squeeze"),
            "output 'y' is [3] for one image: it must be [1, classes]"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void namesWhatIsWrongWithAModel(TinyModel model, String problem) throws IOException {
    assertRefusal(request(model.write(folder.resolve("model.onnx")), CLASSES, false), problem);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.9})
  void refusesATruncatedModel(double share) throws IOException {
    byte[] whole = linear().bytes();
    Path file =
        Files.write(
            folder.resolve("model.onnx"), Arrays.copyOf(whole, (int) (whole.length * share)));

    assertRefusal(request(file, CLASSES, false), "is no whole ONNX file");
  }

  @Test
  void refusesWhatIsNoModel() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.onnx"));
    Path text = Files.writeString(folder.resolve("text.onnx"), "no model at all");

    assertRefusal(request(empty, CLASSES, false), "holds no ONNX graph");
    assertRefusal(request(text, CLASSES, false), "is no whole ONNX file");
    assertRefusal(request(folder, CLASSES, false), "is no file");
    assertRefusal(request(folder.resolve("lost.onnx"), CLASSES, false), "is no file");
  }

  @Test
  void refusesAnotherNumberOfClasses() throws IOException {
    Path file = linear().write(folder.resolve("model.onnx"));

    assertRefusal(
        request(file, List.of("cat", "dog"), false),
        "output 'y' has 3 values, --classes names 2 (cat, dog): name one class for each value");
  }

  @Test
  void refusesProbabilitiesThatAreNone() throws IOException {
    Path file = linear().write(folder.resolve("model.onnx"));

    assertRefusal(request(file, CLASSES, true), "--probabilities: output 'y' is no distribution");
  }

  @Test
  void refusesASizeThatTheModelDoesNotTake() throws IOException {
    Path file = linear().write(folder.resolve("model.onnx"));
    ImportRequest request =
        new ImportRequest(
            file,
            "my-net",
            "pets",
            CLASSES,
            Preprocessing.UNIT_RANGE,
            false,
            Optional.of(new ImageSize(28, 28)));

    assertRefusal(request, "input 'x' is [batch, 1, 2, 2], --size says 28x28: leave --size out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "a/b", "../up", "a b", "ä"})
  void refusesNamesThatAreNoFolders(String name) {
    assertThatThrownBy(
            () ->
                new ImportRequest(
                    folder,
                    name,
                    "pets",
                    CLASSES,
                    Preprocessing.UNIT_RANGE,
                    false,
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network must be 1 to 64 letters")
        .hasMessageEndingWith("'" + name + "'");
  }

  @Test
  void readsClassNamesFromAListAFileOrAFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("names.txt"), "cat\n dog \n\nT-shirt, red\n");
    Files.createDirectories(folder.resolve("pets/dog"));
    Files.createDirectories(folder.resolve("pets/cat"));

    assertThat(ClassNames.read("cat, dog")).containsExactly("cat", "dog");
    assertThat(ClassNames.read(file.toString())).containsExactly("cat", "dog", "T-shirt, red");
    assertThat(ClassNames.read(folder.resolve("pets").toString())).containsExactly("cat", "dog");
  }

  @Test
  void refusesClassNamesThatDoNotTellClassesApart() {
    assertThatThrownBy(() -> ClassNames.read("names.text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'names.text' is no file or folder, and names 1 class");
    assertThatThrownBy(() -> ClassNames.read("cat,dog,cat"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'cat' is there twice or empty in [cat, dog, cat]");
    assertThatThrownBy(() -> ClassNames.read("cat,,dog"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'' is there twice or empty");
  }

  private void assertRefusal(ImportRequest request, String problem) {
    assertThatThrownBy(() -> new BundleImport(folder.resolve("models")).run(request))
        .isInstanceOf(ImportException.class)
        .hasMessageStartingWith(request.model().toString())
        .hasMessageContaining(problem)
        .hasMessageNotContainingAny("\n");
  }

  private static ImportRequest request(Path file, List<String> classes, boolean probabilities) {
    return new ImportRequest(
        file, "my-net", "pets", classes, Preprocessing.UNIT_RANGE, probabilities, Optional.empty());
  }

  private static TinyModel linear() {
    return TinyModel.linear("x", "y");
  }
}
