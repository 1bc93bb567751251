package org.cbnet.cloud;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.cbnet.cloud.access.TokenEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code admin token list}. */
@Command(
    name = "list",
    description = "Prints name, role, state, end, device and maker of every token.",
    footer = {"", "Example:", "  cbnet admin token list"})
final class TokenListCommand implements Callable<Integer> {
  private static final String LINE = "%-24s %-9s %-8s %-21s %-24s %s%n";

  @Mixin private ConfigOption config;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (Administration administration = Administration.open(config.read(), Clock.systemUTC())) {
      List<TokenEntry> tokens = administration.tokens().list();
      PrintWriter out = spec.commandLine().getOut();
      out.printf(LINE, "name", "role", "state", "expires", "device", "made by");
      for (TokenEntry token : tokens) {
        out.printf(
            LINE,
            token.name(),
            token.role(),
            token.state(),
            token.expires(),
            token.deviceId() == null ? "-" : token.deviceId(),
            token.createdBy());
      }
      out.flush();
      return ExitCode.OK;
    }
  }
}
