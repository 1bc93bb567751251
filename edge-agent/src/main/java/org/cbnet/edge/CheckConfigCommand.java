package org.cbnet.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.EffectiveConfig;
import org.cbnet.edge.publish.KafkaProducers;
import org.cbnet.inference.bundle.ModelBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code agent check-config}: what the agent would run with. */
@Command(
    name = "check-config",
    description =
        "Checks the configuration, its bundle and Kafka's properties, and prints it with every"
            + " default; runs nothing.",
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
    AgentConfig settings = config.load();
    checkParts(settings, spec.commandLine().getErr());
    EffectiveConfig effective = EffectiveConfig.of(settings);
    out.print(effective.text());
    out.println("# configHash " + effective.hash());
    out.flush();
    return 0;
  }

  // What only opening it shows, as far as that changes nothing.
  private static void checkParts(AgentConfig settings, PrintWriter err) {
    try {
      KafkaProducers unused =
          new KafkaProducers(
              settings.deviceId(),
              settings.kafka().bootstrapServers(),
              settings.kafka().properties());
    } catch (ConfigException e) {
      throw new UsageException("kafka.properties: " + e.getMessage());
    }
    try {
      ModelBundle.load(settings.inference().bundle());
    } catch (IOException e) {
      // A configuration may be checked on another machine than the one that it is for.
      err.println("warning: an agent would not start here: inference.bundle: " + e.getMessage());
      err.flush();
    }
  }
}
