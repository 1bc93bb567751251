package org.cbnet.trainer.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.cbnet.trainer.bundle.LabellingRun;
import org.cbnet.trainer.labelling.Agreement;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Seed;
import picocli.CommandLine.Model.CommandSpec;

/** {@code train --labellings}: how far ways of telling easy images from hard ones agree. */
final class LabellingTask {
  private static final String FILE = "labelling-agreement.json";

  private LabellingTask() {}

  /**
   * Labels, prints and writes the agreement beside the data set's models.
   *
   * @param folder of the data set's models, with the bundles of the networks that label
   * @return the exit code
   */
  static int run(CommandSpec spec, TrainingData data, Path folder, long seed) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Agreement agreement =
        new LabellingRun(data, folder)
            .run(
                new Seed(seed),
                labelling -> {
                  err.println("labelling by " + labelling);
                  err.flush();
                });
    PrintWriter out = spec.commandLine().getOut();
    agreement
        .hardShares()
        .forEach(
            (labelling, share) ->
                out.printf(
                    Locale.ROOT,
                    "%-9s calls %.2f %% of %,d training images hard%n",
                    labelling,
                    100 * share,
                    agreement.images()));
    for (Agreement.Pair pair : agreement.pairs()) {
      out.printf(
          Locale.ROOT,
          "%-9s and %-9s kappa %.3f, with as many hard images %.3f%n",
          pair.one(),
          pair.other(),
          pair.kappa(),
          pair.kappaAtEqualShares());
    }
    out.flush();
    new JsonOutput("--output", folder.resolve(FILE)).write(agreement);
    return 0;
  }
}
