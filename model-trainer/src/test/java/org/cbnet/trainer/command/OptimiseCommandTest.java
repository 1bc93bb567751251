package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.KnownDataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class OptimiseCommandTest {
  private static final Path MODELS = Path.of("..", "models");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  static boolean trainingImagesAreThere() {
    return DataSetLocator.ofProcess().findTrain(KnownDataSet.FASHION_MNIST).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--dataset cifar",
        "--rounds 0",
        "--images 0",
        "--models /nowhere",
        "--networks nothing",
        "--test-images"
      })
  void wrongUsageExitsWithTwoAndOneClearLine(String options) {
    assertThat(execute(DataSetLocator.ofProcess(), options.split(" "))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines().limit(3)).hasSizeBetween(1, 2);
    assertThat(err.toString()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void saysWhereItLookedForTrainingImages() {
    DataSetLocator empty = DataSetLocator.of(Map.of(), folder.resolve("home"));

    assertThat(execute(empty, "--models", MODELS.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("no training images of fashion-mnist", "./cbnet data fashion-mnist");
  }

  @Test
  @EnabledIf("trainingImagesAreThere")
  void writesATableTheFiguresAndTheBundle() throws IOException {
    Path bundle = Files.createDirectories(folder.resolve("fashion-mnist/cbnet"));
    try (Stream<Path> files = Files.list(MODELS.resolve("fashion-mnist/cbnet"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, bundle.resolve(file.getFileName()));
      }
    }
    Path json = folder.resolve("figures.json");

    int exit =
        execute(
            DataSetLocator.ofProcess(),
            ("--images 200 --rounds 5 --models " + folder + " --json " + json).split(" "));

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith("network").contains("int8-percentile", "chosen");
    assertThat(err.toString()).contains("200 images held back");
    JsonNode figures = new ObjectMapper().readTree(json.toFile()).get("cbnet");
    assertThat(figures)
        .isEqualTo(new ObjectMapper().readTree(bundle.resolve("variants.json").toFile()));
    assertThat(figures.get(0).get("variant").asText()).isEqualTo("fp32");
    assertThat(figures.get(0).get("latencyRatioToFp32").get("low").asDouble()).isEqualTo(1);
  }

  @Test
  void helpHasExamples() {
    assertThat(execute(DataSetLocator.ofProcess(), "--help")).isZero();
    assertThat(out.toString()).contains("Examples:", "--images", "master/");
  }

  private int execute(DataSetLocator locator, String... options) {
    CommandLine line = new CommandLine(new OptimiseCommand(locator, false));
    line.addMixin("help", new HelpOption());
    line.setParameterExceptionHandler(Errors::usage);
    line.setExecutionExceptionHandler(Errors::execution);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(options);
  }
}
