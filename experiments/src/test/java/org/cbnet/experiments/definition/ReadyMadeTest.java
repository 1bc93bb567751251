package org.cbnet.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The definitions that come with the product, on the bundles that come with it. */
class ReadyMadeTest {
  private static final Path DEFINITIONS = Path.of("definitions");

  @TempDir private Path folder;

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(DEFINITIONS)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReadAndHasTheNameOfItsFile(Path file) throws DefinitionException {
    assertThat(read(file).name() + ".yaml").isEqualTo(file.getFileName().toString());
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsBackAsItIsWritten(Path file) throws Exception {
    Definition definition = read(file);

    Path written = folder.resolve("definition.yaml");
    DefinitionWriter.write(definition, written);

    assertThat(read(written)).isEqualTo(definition);
  }

  @Test
  void thePapersHoldsEveryStrategyAndDataSet() throws DefinitionException {
    Definition paper = read(DEFINITIONS.resolve("paper.yaml"));

    assertThat(paper.arms()).extracting(Arm::strategy).contains(StrategyName.values());
    assertThat(paper.dataSets()).containsExactly(KnownDataSet.values());
  }

  @Test
  void smokeNeedsNoMoreThanTheImagesThatAreShipped() throws DefinitionException {
    Definition smoke = read(DEFINITIONS.resolve("smoke.yaml"));

    assertThat(smoke.dataSets()).containsExactly(KnownDataSet.FASHION_MNIST);
    assertThat(smoke.accuracyFrames()).isEqualTo(1_000);
    assertThat(smoke.schedule().framesPerArm()).isLessThanOrEqualTo(1_000);
  }

  private static Definition read(Path file) throws DefinitionException {
    return new DefinitionReader(TestDefinitions.MODELS).read(file);
  }
}
