package org.cbnet.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.EffectiveConfig;
import org.cbnet.edge.config.Machine;
import org.cbnet.edge.config.Secrets;
import org.cbnet.edge.support.Listing;
import org.cbnet.edge.support.MachineFacts;
import org.cbnet.edge.support.RunningAgent;
import org.cbnet.edge.support.SupportBundle;
import org.cbnet.edge.support.Tail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent support-bundle}: what somebody far away needs to help. */
@Command(
    name = "support-bundle",
    description =
        "Writes what is needed to help from afar into one zip, without secrets: configuration,"
            + " status and metrics of the running agent, files, machine, end of the log.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Passwords, tokens, keys and users in URLs are replaced by (hidden). Have a look at",
      "it before you send it. An agent need not run, and is not disturbed where it does.",
      "",
      "Exit code 0 when it is written, 1 when it can't be, 2 when the configuration can't",
      "be used.",
      "",
      "Examples:",
      "  ./cbnet agent support-bundle --config agent.yaml --output support.zip",
      "  ./cbnet agent support-bundle --output support.zip --log agent.log"
    })
final class SupportBundleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  @Option(names = "--output", paramLabel = "FILE", required = true, description = "The zip.")
  private Path output;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "A file with the agent's log, of which the last 1 MiB is taken.")
  private Path log;

  @Override
  public Integer call() {
    Machine machine = Machine.ofProcess();
    AgentConfig settings = config.load(machine);
    SupportBundle bundle = bundle(settings, machine.environment());
    PrintWriter out = spec.commandLine().getOut();
    try {
      bundle.write(output);
    } catch (IOException e) {
      spec.commandLine().getErr().println("can't write %s: %s".formatted(output, e));
      return 1;
    }
    out.println("written: %s; have a look at it before you send it".formatted(output));
    out.flush();
    return 0;
  }

  private SupportBundle bundle(AgentConfig settings, Map<String, String> environment) {
    SupportBundle bundle = new SupportBundle(Secrets.of(settings, environment)::hide);
    RunningAgent agent = new RunningAgent(settings.health().address(), settings.health().port());
    Path state = settings.stateDirectory();
    bundle.add("config.yaml", () -> EffectiveConfig.of(settings).text());
    bundle.add("environment.txt", () -> MachineFacts.environment(environment));
    bundle.add("ready.json", () -> agent.page("/health/ready"));
    bundle.add("status.json", () -> agent.page("/status"));
    bundle.add("metrics.txt", () -> agent.page("/metrics"));
    bundle.add("identity.txt", () -> Files.readString(state.resolve("identity")));
    bundle.add("files.txt", () -> Listing.of(state));
    bundle.add("bundle-files.txt", () -> Listing.of(settings.inference().bundle()));
    bundle.add("machine.txt", () -> MachineFacts.text(AgentVersion.read(), Instant.now()));
    if (log != null) {
      bundle.add("log.txt", () -> Tail.of(log));
    }
    return bundle;
  }
}
