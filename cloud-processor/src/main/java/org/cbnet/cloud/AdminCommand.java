package org.cbnet.cloud;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of whoever runs the cloud. */
@Command(
    name = "./cbnet admin",
    subcommands = {TokenCommand.class, BundleCommand.class, RolloutCommand.class},
    description = "Administers the cloud.",
    footer = {
      "",
      "Examples:",
      "  cbnet admin token create --name ops --role admin",
      "  cbnet admin bundle upload models/fashion-mnist/cbnet",
      "  cbnet admin rollout start --bundle models/fashion-mnist/cbnet --follow",
      "",
      "Exit status: 0 done, 1 failed, 2 wrong usage or configuration."
    })
final class AdminCommand implements Runnable {
  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
  }
}
