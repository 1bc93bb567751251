package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cbnet.experiments.report.RunComparison;
import org.cbnet.experiments.report.SummaryJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code experiment diff}: two runs side by side. */
@Command(
    name = "diff",
    description = "Sets the figures of two runs side by side.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./cbnet experiment diff results/smoke-20261130-183000 results/smoke-20261130-184500"
    })
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "Folder of a run.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Folder of another.")
  private Path second;

  @Override
  public Integer call() throws IOException {
    spec.commandLine()
        .getOut()
        .print(
            RunComparison.write(
                SummaryJson.read(Runs.summary(spec, first)),
                SummaryJson.read(Runs.summary(spec, second))));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
