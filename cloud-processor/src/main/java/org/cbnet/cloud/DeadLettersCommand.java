package org.cbnet.cloud;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cloud dead-letters}: what could not be counted. */
@Command(
    name = "dead-letters",
    subcommands = {LettersListCommand.class, LettersReplayCommand.class},
    description = "Lists records that could not be counted, and replays them after a fix.",
    footer = {
      "",
      "Works on the broker, whether or not the cloud runs.",
      "",
      "Examples:",
      "  cbnet cloud dead-letters list --reason text --limit 20",
      "  cbnet cloud dead-letters replay --reason unknown_schema",
      "  cbnet cloud dead-letters replay --at 0:17 --at 2:5"
    })
final class DeadLettersCommand implements Runnable {
  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: list or replay");
  }
}
