package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.bundle.ShippedBundle;
import org.cbnet.trainer.bundle.TrainingRun;
import org.cbnet.trainer.cell.Cell;
import org.cbnet.trainer.cell.CellRun;
import org.cbnet.trainer.cell.Ledger;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.TrainingData;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code train --network}: one network after another, or one cell of a matrix.
 *
 * @param folder of the data set's models
 * @param method of every network, not yet resolved
 */
record NamedTask(CommandSpec spec, TrainingData data, Path folder, Method method, long seed) {

  /** Says what is trained on. */
  void begin() {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "%s from %s: %,d images to train on, %,d to choose on%n",
        data.set().id(),
        data.source().origin(),
        data.training().size(),
        data.validation().size());
    err.flush();
  }

  /**
   * Trains a network into its folder.
   *
   * @param replace also a bundle that was chosen from several seeds
   * @param behind a classifier that the network is made for
   * @param interactive whether progress may overwrite itself
   */
  void train(Recipe recipe, boolean replace, Optional<ModelBundle> behind, boolean interactive)
      throws IOException {
    Path place = folder.resolve(recipe.network());
    if (!replace && ShippedBundle.isAt(place)) {
      throw new InputException(
          "%s holds a bundle that was chosen from several seeds: name another folder with --output, or say --replace"
              .formatted(place));
    }
    PrintWriter err = spec.commandLine().getErr();
    TrainingProgress progress = new TrainingProgress(recipe.network(), err, interactive);
    TrainingRun run = new TrainingRun(data, folder::resolve, behind);
    report(recipe.network(), run.train(recipe, method, seed, place, progress));
  }

  /** Trains a cell of a matrix, unless it is finished. */
  void trainCell(Cell cell) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    CellRun run = new CellRun(data, new Ledger(folder), InstantSource.system());
    run.train(cell, new TrainingProgress(cell.name(), err, false))
        .ifPresent(result -> report(cell.name(), result));
  }

  private void report(String name, TrainingRun.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    String worth =
        result.network().latencyOnly()
            ? "random weights, for latency only"
            : "validation accuracy %.4f".formatted(result.written().validationAccuracy());
    out.printf(
        Locale.ROOT,
        "%s: %s, ONNX Runtime agrees within %.1e, written to %s%n",
        name,
        worth,
        result.written().parity(),
        result.written().folder());
    out.flush();
  }
}
