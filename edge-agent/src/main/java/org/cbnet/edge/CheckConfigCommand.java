package org.cbnet.edge;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cbnet.edge.config.EffectiveConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code agent check-config}: what the agent would run with. */
@Command(
    name = "check-config",
    description = "Checks the configuration and prints it with every default; runs nothing.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0 when it can be used, else 2 with one line that says why.",
      "",
      "Examples:",
      "  ./cbnet agent check-config",
      "  ./cbnet agent check-config --config agent.yaml"
    })
final class CheckConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    EffectiveConfig effective = EffectiveConfig.of(config.load());
    out.print(effective.text());
    out.println("# configHash " + effective.hash());
    out.flush();
    return 0;
  }
}
