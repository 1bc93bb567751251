package org.cbnet.trainer.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that only pretend to train: what is tested is which run, and when. */
@Timeout(60)
class MatrixRunTest {
  private static final KnownDataSet SET = KnownDataSet.MNIST;

  @TempDir Path folder;

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> started = new CopyOnWriteArrayList<>();

  @Test
  void skipsWhatIsFinishedAndTrainsTheRest() throws Exception {
    Cell done = cell("lenet", "plain");
    new Ledger(folder).append(line(done));

    List<Cell> failed = run(List.of(done, cell("lenet5", "plain")), this::succeeding);

    assertThat(failed).isEmpty();
    assertThat(started).containsExactly("lenet5-plain+shift-1");
    assertThat(said.get(0)).contains("2 trainings: 1 finished before, 1 to go");
  }

  @Test
  void waitsForWhatItBuildsOn() throws Exception {
    List<Cell> cells =
        List.of(cell("truncated", "plain"), cell("branchynet", "plain"), cell("lenet", "plain"));

    run(cells, this::succeeding);

    assertThat(started)
        .containsExactly("lenet-plain+shift-1", "branchynet-plain+shift-1", "truncated-plain-1");
  }

  @Test
  void distilledOnesWaitForTheTeacher() throws Exception {
    run(List.of(cell("lenet", "distilled"), cell("teacher", "plain")), this::succeeding);

    assertThat(started).containsExactly("teacher-plain+shift-1", "lenet-distilled+shift-1");
  }

  @Test
  void failureIsNamedAndKeepsBackOnlyWhatBuildsOnIt() throws Exception {
    Cell lenet = cell("lenet", "plain");
    Cell branchynet = cell("branchynet", "plain");
    Cell lenet5 = cell("lenet5", "plain");

    List<Cell> failed =
        run(
            List.of(lenet, branchynet, lenet5),
            one -> one.equals(lenet) ? shell(one, "echo no memory left; exit 3") : succeeding(one));

    assertThat(failed).containsExactlyInAnyOrder(lenet, branchynet);
    assertThat(started).contains("lenet5-plain+shift-1").doesNotContain("branchynet-plain+shift-1");
    assertThat(said)
        .anyMatch(line -> line.contains("lenet-plain+shift-1 FAILED with exit code 3: no"));
  }

  @Test
  void closingEndsWhatRuns() throws Exception {
    List<Cell> failed = new ArrayList<>();
    Cell cell = cell("lenet", "plain");
    Thread running;
    try (MatrixRun run = matrixRun(one -> shell(one, "echo started; exec sleep 600"))) {
      running =
          new Thread(
              () -> {
                try {
                  failed.addAll(run.run(new Matrix(List.of(cell, cell("lenet5", "plain")))));
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      running.start();
      while (said.stream().noneMatch(line -> line.endsWith("started"))) {
        Thread.onSpinWait();
      }
    }
    running.join();

    assertThat(failed).contains(cell);
  }

  @Test
  void aLineOfAnotherArchitectureDoesNotCount() throws IOException {
    Cell lenet = cell("lenet", "plain");
    CellLine line = line(lenet);
    Files.writeString(
        folder.resolve(Ledger.FILE),
        new ObjectMapper().writeValueAsString(line).replace("\"macs\":" + line.macs(), "\"macs\":7")
            + "\n");

    assertThat(new Ledger(folder).find(lenet)).isEmpty();
  }

  @Test
  void aLineThatCannotBeReadIsNamed() throws IOException {
    new Ledger(folder).append(line(cell("lenet", "plain")));
    Files.writeString(folder.resolve(Ledger.FILE), "{\"data", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> new Ledger(folder).lines())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cells.jsonl line 2");
  }

  @Test
  void finishedCellsComeBackFromTheFile() throws IOException {
    CellLine line = line(cell("lenet", "plain"));
    Ledger ledger = new Ledger(folder);
    ledger.append(line);
    ledger.append(line(cell("lenet", "distilled")));

    assertThat(new Ledger(folder).find(cell("lenet", "plain"))).contains(line);
    assertThat(ledger.find(cell("lenet5", "plain"))).isEmpty();
    assertThat(Files.readAllLines(folder.resolve(Ledger.FILE))).hasSize(2);
  }

  private List<Cell> run(List<Cell> cells, Function<Cell, ProcessBuilder> trainer)
      throws Exception {
    try (MatrixRun run = matrixRun(trainer)) {
      return run.run(new Matrix(cells));
    }
  }

  private MatrixRun matrixRun(Function<Cell, ProcessBuilder> trainer) {
    return new MatrixRun(set -> new Ledger(folder), trainer, 2, said::add);
  }

  private ProcessBuilder succeeding(Cell cell) {
    return shell(cell, "exit 0");
  }

  private ProcessBuilder shell(Cell cell, String script) {
    started.add(cell.name());
    return new ProcessBuilder("sh", "-c", script);
  }

  private static Cell cell(String network, String label) {
    return new Cell(SET, Recipes.of(network), Method.parse(label), 1);
  }

  private static CellLine line(Cell cell) {
    return new CellLine(
        SET.id(),
        cell.recipe().network(),
        cell.method().label(),
        cell.seed(),
        20,
        18,
        0.99,
        55_000,
        5_000,
        cell.recipe().description(SET).macs(),
        cell.recipe().description(SET).parameterCount(),
        60,
        "0".repeat(64),
        "cells/" + cell.name());
  }
}
