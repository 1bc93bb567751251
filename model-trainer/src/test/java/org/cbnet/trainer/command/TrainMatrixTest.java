package org.cbnet.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.command.CommandProcess.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command as a process, on a data folder that holds training images and nothing else: what
 * trains, searches and ships here can't have read a test image.
 */
@Timeout(300)
@Tag("long")
class TrainMatrixTest {
  private static final String EPOCHS = "1";

  @TempDir static Path folder;

  @BeforeAll
  static void writeTrainingImages() throws IOException {
    KmnistPart.write(folder.resolve("data"));
  }

  @Test
  void trainsAMatrixAndShipsWithoutTestImages(@TempDir Path models) throws Exception {
    Path matrix = matrix("kmnist mlp-control plain 1-3\nkmnist branchynet,lenet plain 1");

    Finished trained = run("train", "--matrix", matrix, "--epochs", EPOCHS, "--output", models);
    Finished shipped = run("train", "--ship", "--dataset", "kmnist", "--output", models);

    assertThat(trained.code()).as(trained.output()).isZero();
    assertThat(trained.output()).contains("5 trainings: 0 finished before, 5 to go");
    assertThat(shipped.code()).as(shipped.output()).isZero();
    Path kmnist = models.resolve("kmnist");
    assertThat(Files.readAllLines(kmnist.resolve("cells.jsonl"))).hasSize(5);
    assertThat(names(kmnist))
        .containsExactly(
            "branchynet", "branchynet-tuned", "cells", "cells.jsonl", "lenet", "mlp-control");
    ModelBundle mlp = ModelBundle.load(kmnist.resolve("mlp-control"));
    assertThat(mlp.manifest().provenance())
        .containsEntry("label", "plain+shift+epochs=1")
        .containsEntry("seeds", List.of(1, 2, 3))
        .containsKey("cellSha256");
    assertThat(kmnist.resolve("mlp-control/curve.svg")).content().contains("<polyline");
    assertThat(ModelBundle.load(kmnist.resolve("branchynet-tuned")).manifest().provenance())
        .containsEntry("thresholdName", "tuned");

    String lenet = ModelBundle.load(kmnist.resolve("lenet")).hash();
    Files.writeString(kmnist.resolve("lenet/model.onnx"), "damaged");
    deleteCell(
        kmnist.resolve(
            "cells/mlp-control-plain+shift+epochs=1-" + mlp.manifest().provenance().get("seed")));
    Finished again = run("train", "--ship", "--dataset", "kmnist", "--output", models);
    assertThat(again.code()).as(again.output()).isZero();
    assertThat(ModelBundle.load(kmnist.resolve("mlp-control")).hash()).isEqualTo(mlp.hash());
    assertThat(ModelBundle.load(kmnist.resolve("lenet")).hash()).isEqualTo(lenet);
    String tuned = ModelBundle.load(kmnist.resolve("branchynet-tuned")).hash();
    deleteCell(kmnist.resolve("cells/branchynet-plain+shift+epochs=1-1"));
    Finished kept = run("train", "--ship", "--dataset", "kmnist", "--output", models);
    assertThat(kept.code()).as(kept.output()).isZero();
    assertThat(kept.output())
        .contains("kept as it is: not tuned again without the weights of 1 of");
    assertThat(ModelBundle.load(kmnist.resolve("branchynet-tuned")).hash()).isEqualTo(tuned);
    Files.delete(kmnist.resolve("mlp-control/bundle.json"));
    Finished gone = run("train", "--ship", "--dataset", "kmnist", "--output", models);
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.output()).contains("mlp-control is to be shipped, and its bundle is not in");
  }

  @Test
  void aMatrixThatWasKilledGoesOnWhereItStopped(@TempDir Path models) throws Exception {
    Path matrix = matrix("kmnist mlp-control plain 1-2");
    Path cells = models.resolve("kmnist/cells");
    Process first = start("train", "--matrix", matrix, "--epochs", "6", "--output", models);
    while (checkpoints(cells) < 2) {
      assertThat(first.isAlive()).isTrue();
      Thread.sleep(20);
    }
    List<ProcessHandle> children = first.descendants().toList();
    first.destroyForcibly().waitFor();
    for (ProcessHandle child : children) {
      child.onExit().get();
    }

    Finished second = run("train", "--matrix", matrix, "--epochs", "6", "--output", models);

    assertThat(second.code()).as(second.output()).isZero();
    assertThat(second.output()).contains("going on after epoch");
    assertThat(Files.readAllLines(models.resolve("kmnist/cells.jsonl")))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(new ObjectMapper().readTree(line).get("epochs").asInt()).isEqualTo(6));
    assertThat(checkpoints(cells)).isZero();
  }

  private static void deleteCell(Path cell) throws IOException {
    for (String name : names(cell)) {
      Files.delete(cell.resolve(name));
    }
    Files.delete(cell);
  }

  private static long checkpoints(Path cells) throws IOException {
    if (!Files.isDirectory(cells)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(cells)) {
      return files.filter(file -> file.toString().endsWith(".checkpoint")).count();
    }
  }

  private static List<String> names(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static Path matrix(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "matrix", ".txt"), text);
  }

  private static Finished run(Object... arguments) throws IOException, InterruptedException {
    return new CommandProcess(folder.resolve("data")).run(arguments);
  }

  private static Process start(Object... arguments) throws IOException {
    return new CommandProcess(folder.resolve("data")).start(arguments);
  }
}
