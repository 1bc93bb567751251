package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.cbnet.trainer.cell.Cell;
import org.cbnet.trainer.cell.Ledger;
import org.cbnet.trainer.cell.Matrix;
import org.cbnet.trainer.cell.MatrixRun;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code train --matrix}: trains what a declared list has and is not finished. */
final class MatrixTask {
  private final CommandSpec spec;
  private final Path output;

  MatrixTask(CommandSpec spec, Path output) {
    this.spec = spec;
    this.output = output;
  }

  /**
   * Trains until nothing is left that can be trained; Ctrl-C ends the trainings too.
   *
   * @param epochs in place of every recipe's own number; null for these
   * @return the exit code
   */
  int run(Path file, Integer epochs, int jobs) throws IOException, InterruptedException {
    Matrix read = read(file);
    Matrix declared = epochs == null ? read : read.withEpochs(epochs);
    PrintWriter err = spec.commandLine().getErr();
    try (MatrixRun run =
        new MatrixRun(
            set -> new Ledger(output.resolve(set.id())),
            one -> TrainerProcess.of(one, output),
            jobs,
            line -> {
              err.println(line);
              err.flush();
            })) {
      Runtime.getRuntime().addShutdownHook(new Thread(run::close, "end-trainings"));
      List<Cell> failed = run.run(declared);
      failed.forEach(one -> err.println("not trained: " + one.title()));
      err.flush();
      return failed.isEmpty() ? 0 : 1;
    }
  }

  private Matrix read(Path file) throws IOException {
    try {
      return Matrix.read(file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--matrix: " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new ParameterException(
          spec.commandLine(), "--matrix: there is no file " + e.getFile(), e);
    }
  }
}
