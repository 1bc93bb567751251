package org.cbnet.cloud;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cloud topology}: says what is processed how, without a broker. */
@Command(
    name = "topology",
    description = "Prints sources, processors, stores and sinks.",
    footer = {"", "Example:", "  cbnet cloud topology"})
final class TopologyCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(CloudApp.topology(config.read()).describe());
    return ExitCode.OK;
  }
}
