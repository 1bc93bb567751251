package org.cbnet.cloud;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of the cloud. */
@Command(
    name = "./cbnet cloud",
    subcommands = {
      RunCommand.class,
      OffloadCommand.class,
      TopologyCommand.class,
      DeadLettersCommand.class,
      ExportCommand.class,
      ImportCommand.class
    },
    description =
        "Aggregates what devices send, answers queries, and finishes inferences for devices.",
    footer = {
      "",
      "Examples:",
      "  cbnet cloud run",
      "  cbnet cloud run --config cloud.yaml",
      "  CBNET_HTTP_PORT=9000 cbnet cloud run",
      "  cbnet cloud offload",
      "  cbnet cloud topology",
      "  cbnet cloud dead-letters list --limit 20",
      "  cbnet cloud export --to state.jsonl",
      "",
      "Exit status: 0 done, 1 failed, 2 wrong usage or configuration."
    })
final class CloudCommand implements Runnable {
  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: run, offload, topology, dead-letters, export or import");
  }
}
