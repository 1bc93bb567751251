package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.cbnet.trainer.cell.Shipping;
import org.cbnet.trainer.recipe.TrainingData;
import picocli.CommandLine.Model.CommandSpec;

/** {@code train --ship}: bundles from the finished cells. */
final class ShipTask {
  private ShipTask() {}

  /**
   * Chooses, writes and prints what was chosen.
   *
   * @param folder of the data set's models
   * @return the exit code
   */
  static int run(CommandSpec spec, TrainingData data, Path folder) throws IOException {
    List<Shipping.Shipped> shipped = new Shipping(data, folder).ship();
    if (shipped.isEmpty()) {
      throw new InputException(
          "no finished cells in %s: train a matrix first (./cbnet train --matrix FILE)"
              .formatted(folder));
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Shipping.Shipped one : shipped) {
      out.printf(
          Locale.ROOT,
          "%-24s %-24s seed %d of %d, mean validation accuracy %.4f%s%s%n",
          one.name(),
          one.label(),
          one.seed(),
          one.seeds(),
          one.meanAccuracy(),
          one.thresholdNats().isPresent() ? ", T = " + one.thresholdNats().getAsDouble() : "",
          one.kept().map(why -> "; kept as it is: " + why).orElse(""));
    }
    out.flush();
    return 0;
  }
}
