package org.cbnet.trainer.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {
  @TempDir Path folder;

  @Test
  void declaresEveryCombinationOnce() throws IOException {
    Matrix matrix =
        read(
            """
            # all of it
            mnist  lenet,lenet5  plain,distilled  1-2,7   # seeds

            mnist  lenet         plain            2
            """);

    assertThat(matrix.cells())
        .hasSize(12)
        .extracting(Cell::name)
        .startsWith(
            "lenet-plain+shift-1",
            "lenet-plain+shift-2",
            "lenet-plain+shift-7",
            "lenet-distilled+shift-1")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mnist lenet plain | expected 'DATASET NETWORKS METHODS SEEDS'",
        "cifar lenet plain 1 | cifar",
        "mnist vgg plain 1 | unknown network 'vgg'",
        "mnist lenet plain+exit1=2 1 | lenet has no exit1 to choose",
        "mnist lenet tuned 1 | unknown method 'tuned'",
        "mnist lenet plain 5-1 | seeds are numbers and ranges",
        "mnist lenet plain one | seeds are numbers and ranges"
      })
  void lineThatCannotBeUnderstoodIsNamed(String line, String reason) {
    assertThatThrownBy(() -> read("# first\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("matrix.txt line 2: ")
        .hasMessageContaining(reason);
  }

  @Test
  void theMatrixBehindTheBundlesIsUnderstood() throws IOException {
    assertThat(Matrix.read(Path.of("..", "models", "matrix.txt")).cells())
        .extracting(Cell::title)
        .contains("fashion-mnist lenet-plain+none-1", "mnist resnet-plain+shift-3");
  }

  @Test
  void emptyMatrixIsRefused() {
    assertThatThrownBy(() -> read("# nothing\n")).hasMessageContaining("declares no training");
  }

  private Matrix read(String text) throws IOException {
    return Matrix.read(Files.writeString(folder.resolve("matrix.txt"), text));
  }
}
