package org.cbnet.cloud;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code admin token}: who may use the API. */
@Command(
    name = "token",
    subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class},
    description = "Makes, lists and revokes tokens of the API.",
    footer = {
      "",
      "Goes to the broker of the configuration, so the cloud need not run. Once a token was made",
      "the cloud asks everybody for one, on the loopback interface too.",
      "",
      "Examples:",
      "  cbnet admin token create --name ops --role admin",
      "  cbnet admin token create --name pi-7 --role device --device pi-7 --expires 365d",
      "  cbnet admin token list",
      "  cbnet admin token revoke --name ops"
    })
final class TokenCommand implements Runnable {
  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: create, list or revoke");
  }
}
