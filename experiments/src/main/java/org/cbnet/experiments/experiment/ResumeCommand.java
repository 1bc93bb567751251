package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.execution.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code experiment resume}: the parts of a run that are not done. */
@Command(
    name = "resume",
    description = "Goes on with a run that was ended: what is done stays done.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./cbnet experiment resume results/paper-20261130-183000"})
final class ResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Of the run.")
  private Path folder;

  @Mixin private RunOptions options;
  @Mixin private DeviceOptions devices;

  private final InstantSource clock;

  ResumeCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunFolder run = Runs.open(spec, folder);
    Definition definition = Runs.definition(spec, run, options.models());
    devices.check(definition, spec);
    return new Running(run, definition, options, devices, spec, clock).finish();
  }
}
