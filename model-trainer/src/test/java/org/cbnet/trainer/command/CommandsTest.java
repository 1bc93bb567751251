package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.cbnet.inference.dataset.DataSetLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs on an empty home, so that only the shipped sample is at hand. */
class CommandsTest {
  @TempDir static Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --network vgg",
        "train --method tuned",
        "train --method plain+shift+shift",
        "train --matrix /nowhere/matrix.txt",
        "train --matrix m.txt --network lenet",
        "train --ship --search",
        "train --search --network lenet",
        "train --jobs 0",
        "train --dataset cifar",
        "train --epochs 0",
        "train --epochs many",
        "train --test-images",
        "evaluate --dataset cifar",
        "evaluate --frames 0",
        "evaluate --rounds 0",
        "evaluate --models /nowhere",
        "data cifar",
        "data mnist --from ftp://mirror.example/",
        "data mnist kmnist --from http://mirror.example/",
        "paint",
        ""
      })
  void wrongUsageExitsWithTwoAndOneClearLine(String arguments) {
    int exit = execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines().limit(3)).hasSizeBetween(1, 2);
    assertThat(err.toString()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void trainSaysWhereItLookedForData() {
    assertThat(execute("train", "--dataset", "mnist")).isEqualTo(2);
    assertThat(err.toString()).contains("no training images of mnist", "./cbnet data mnist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate", "data", "bundle"})
  void helpHasExamples(String command) {
    assertThat(execute(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: ./cbnet " + command, "Examples:");
  }

  private int execute(String... arguments) {
    DataSetLocator locator = DataSetLocator.of(Map.of(), folder.resolve("home"));
    CommandLine line = TrainerCommands.create(locator, false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
