package org.cbnet.cloud;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code admin rollout}: a bundle step by step to the devices. */
@Command(
    name = "rollout",
    subcommands = {RolloutStartCommand.class, RolloutStatusCommand.class, RolloutHaltCommand.class},
    description = "Brings a bundle to the devices in steps, and takes it back.",
    footer = {
      "",
      "Examples:",
      "  cbnet admin rollout start --bundle models/fashion-mnist/cbnet --steps 1,10,100 --follow",
      "  cbnet admin rollout status r7",
      "  cbnet admin rollout halt r7"
    })
final class RolloutCommand implements Runnable {
  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: start, status or halt");
  }
}
