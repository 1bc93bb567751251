package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cbnet.experiments.execution.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code experiment report}: figures and report made anew from a run's rows. */
@Command(
    name = "report",
    description = "Makes figures and report anew from a run's raw rows.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./cbnet experiment report results/smoke-20261130-183000"})
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Of the run.")
  private Path folder;

  @Mixin private RunOptions options;

  @Override
  public Integer call() throws IOException {
    RunFolder run = Runs.open(spec, folder);
    return new RunReport(run, Runs.definition(spec, run, options.models()))
        .write(spec.commandLine().getOut(), options.json());
  }
}
