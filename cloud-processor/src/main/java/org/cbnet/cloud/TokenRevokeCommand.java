package org.cbnet.cloud;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cbnet.cloud.access.TokenEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code admin token revoke}. */
@Command(
    name = "revoke",
    description = "Ends a token, and the sessions that it began, at once.",
    footer = {"", "Example:", "  cbnet admin token revoke --name ops"})
final class TokenRevokeCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Option(names = "--name", required = true, description = "Which one.")
  private String name;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (Administration administration = Administration.open(config.read(), Clock.systemUTC())) {
      Optional<TokenEntry> before = administration.tokens().entry(name);
      if (!administration.tokens().revoke(name)) {
        spec.commandLine()
            .getErr()
            .printf("no valid token '%s': ./cbnet admin token list shows them%n", name);
        return ExitCode.USAGE;
      }
      administration.audit("token.revoke", name, before);
      return ExitCode.OK;
    }
  }
}
