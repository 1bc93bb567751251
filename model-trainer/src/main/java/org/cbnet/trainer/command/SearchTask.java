package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.cbnet.trainer.bundle.PaperTrial;
import org.cbnet.trainer.cell.Cell;
import org.cbnet.trainer.cell.GridLog;
import org.cbnet.trainer.cell.Ledger;
import org.cbnet.trainer.cell.PaperGrid;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainingData;
import picocli.CommandLine.Model.CommandSpec;

/** {@code train --search}: the paper's grid of autoencoders, on validation images. */
final class SearchTask {
  /** The network whose grid it is. */
  static final String NETWORK = "cbnet-paper";

  private SearchTask() {}

  /**
   * Searches, or goes on where a search was stopped, and prints the best.
   *
   * @param folder of the data set's models, with the finished cell of branchynet
   * @param seed of that cell
   * @return the exit code
   */
  static int run(CommandSpec spec, TrainingData data, Path folder, long seed) throws IOException {
    Cell branchynet = new Cell(data.set(), Recipes.of("branchynet"), Method.PLAIN, seed);
    PaperTrial trial = new PaperTrial(data, new Ledger(folder).place(branchynet));
    PrintWriter err = spec.commandLine().getErr();
    PaperGrid grid =
        new PaperGrid(
            data.training().size(),
            new GridLog(folder.resolve(NETWORK + "-grid.csv")),
            trial::accuracy,
            line -> {
              err.println(line);
              err.flush();
            });
    spec.commandLine().getOut().println("best autoencoder: " + grid.search().id());
    return 0;
  }
}
