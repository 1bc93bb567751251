package org.cbnet.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are not as an arm needs them, in a folder of models that is made of real ones. */
class BundleCheckTest {
  private static final String ONE_ARM =
      """
      name: test
      question: Is it so?
      data-sets: [mnist, fashion-mnist]
      arms:
        - contender
      baseline: contender
      """;

  @TempDir private Path folder;
  private Path models;

  @BeforeEach
  void makeModels() throws IOException {
    models = folder.resolve("models");
    Files.createDirectories(models);
  }

  @Test
  void namesTheFolderThatIsMissing() throws IOException {
    copy("mnist/cbnet", "mnist/contender");

    assertThat(problems(ONE_ARM))
        .containsExactly(
            "test.yaml:5: arms[0]: has no bundle %s: \"contender\"; run ./cbnet train --dataset"
                    .formatted(models.resolve("fashion-mnist/contender"))
                + " fashion-mnist, or leave out the arm or the data set");
  }

  @Test
  void refusesABundleOfAnotherDataSet() throws IOException {
    copy("mnist/cbnet", "mnist/contender");
    copy("mnist/cbnet", "fashion-mnist/contender");

    assertThat(problems(ONE_ARM))
        .singleElement()
        .asString()
        .startsWith("test.yaml:5: arms[0]: " + models.resolve("fashion-mnist/contender"))
        .contains("was trained on mnist");
  }

  @Test
  void refusesBundlesOfTwoStrategies() throws IOException {
    copy("mnist/cbnet", "mnist/contender");
    copy("fashion-mnist/lenet", "fashion-mnist/contender");

    assertThat(problems(ONE_ARM))
        .containsExactly(
            "test.yaml:5: arms[0]: contender was made for cbnet and edge-full: \"contender\";"
                + " give a strategy of this version, one for all data sets");
  }

  @Test
  void refusesADamagedBundle() throws IOException {
    copy("mnist/cbnet", "mnist/contender");
    copy("fashion-mnist/cbnet", "fashion-mnist/contender");
    Files.write(models.resolve("mnist/contender/model.onnx"), new byte[] {1});

    assertThat(problems(ONE_ARM))
        .singleElement()
        .asString()
        .startsWith("test.yaml:5: arms[0]: can't be used: bundle ")
        .contains("has SHA-256");
  }

  @Test
  void refusesExitsWithoutAThreshold() throws IOException {
    copy("mnist/branchynet", "mnist/contender");
    copy("fashion-mnist/branchynet", "fashion-mnist/contender");
    Path manifest = models.resolve("mnist/contender/bundle.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"entropyThresholdNats\" : [0-9.]+", "\"entropyThresholdNats\" : null"));

    assertThat(problems(ONE_ARM))
        .containsExactly(
            "test.yaml:5: arms[0]: the bundle for mnist has no threshold: \"contender\";"
                + " give threshold-nats");
  }

  @Test
  void takesWhatIsThere() throws Exception {
    copy("mnist/cbnet", "mnist/contender");
    copy("fashion-mnist/cbnet", "fashion-mnist/contender");

    Definition definition =
        new DefinitionReader(models).read(TestDefinitions.file(folder, ONE_ARM));

    assertThat(definition.arms()).singleElement().extracting(Arm::bundle).isEqualTo("contender");
  }

  private List<String> problems(String text) throws IOException {
    return TestDefinitions.problems(folder, text, models);
  }

  private void copy(String from, String to) throws IOException {
    Path target = Files.createDirectories(models.resolve(to));
    try (Stream<Path> files = Files.list(TestDefinitions.MODELS.resolve(from))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }
}
