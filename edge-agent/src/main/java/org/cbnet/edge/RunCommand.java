package org.cbnet.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import org.cbnet.edge.arms.ArmFiles;
import org.cbnet.edge.arms.Arms;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.ConfigLoader;
import org.cbnet.edge.config.Machine;
import org.cbnet.edge.turns.TurnProtocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent run}: infers until the frames end or somebody ends it. */
@Command(
    name = "run",
    description = "Classifies frames on this device and streams the results to the cloud.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0 when nothing is lost: the broker has acknowledged each result, or it",
      "lies on the disk for the next start, but for those that the log's last line counts",
      "as dropped. 1 when some were only in memory, 2 when the configuration can't be",
      "used. SIGTERM and Ctrl-C drain before they end it.",
      "",
      "Examples:",
      "  ./cbnet agent run --config agent.yaml",
      "  CBNET_AGENT_INFERENCE_STRATEGY=early-exit ./cbnet agent run",
      "  printf 'turn 0 0 1000\\nfinish\\n' | ./cbnet agent run --turns",
      "  printf 'open a b\\nturn 0 0 9 a\\nturn 0 0 9 b\\nfinish\\n' |",
      "      ./cbnet agent run --turns --arm a.yaml --arm b.yaml"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Option(
      names = "--turns",
      description =
          "Infer only on the word of the parent process: lines 'turn ROUND FIRST_FRAME FRAMES'"
              + " and 'finish' on standard input.")
  private boolean turns;

  @Option(
      names = "--arm",
      paramLabel = "FILE",
      description =
          "With --turns: YAML of what is other for one of several contenders, which is called by"
              + " the file's name: keys inference.*, offload.* and run.*. Lines 'open ARM ...' open"
              + " them, 'turn ROUND FIRST_FRAME FRAMES ARM' has one infer. Once for each.")
  private List<Path> armFiles = List.of();

  @Option(
      names = "--stop-with-stdin",
      description = "Stop when standard input ends, so that no parent leaves it behind.")
  private boolean stopWithStdin;

  @Override
  public Integer call() throws InterruptedException, IOException {
    // Nothing is captured yet, so there is nothing to drain.
    TerminationSignals.onTermination(() -> Runtime.getRuntime().halt(0));
    AgentConfig settings = config.load();
    if (turns && settings.steering().url().isPresent()) {
      throw new UsageException(
          "steering.url can't be used with --turns, where the parent process steers: "
              + settings.steering().url().get());
    }
    if (!turns && !armFiles.isEmpty()) {
      throw new UsageException("--arm needs --turns: arms infer on the word of the parent process");
    }
    if (stopWithStdin && (turns || settings.source().readsStandardInput())) {
      throw new UsageException(
          "--stop-with-stdin can't be used where standard input says something else: with --turns,"
              + " or source.kind stream without source.stream.path");
    }
    try (AgentLife agent = open(settings, arms())) {
      TerminationSignals.onTermination(agent::requestStop);
      if (stopWithStdin) {
        stopWithStdin(agent);
      }
      return turns ? takeTurns(agent) : agent.live();
    }
  }

  private static void stopWithStdin(AgentLife agent) {
    Thread watching =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // A broken pipe says the same as its end.
              }
              agent.requestStop();
            },
            "parent");
    watching.setDaemon(true);
    watching.start();
  }

  private Map<String, AgentConfig> arms() {
    return ArmFiles.load(new ConfigLoader(Machine.ofProcess()), config.file(), armFiles);
  }

  private static AgentLife open(AgentConfig settings, Map<String, AgentConfig> arms) {
    try {
      return EdgeAgent.open(settings, Arms.of(arms));
    } catch (ConfigException e) {
      throw new UsageException("kafka.properties: " + e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static int takeTurns(AgentLife agent) throws InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      // Nobody waits for this process any more, and nobody will read what it says.
      int exitCode =
          new TurnProtocol(in, System.out, agent, () -> Runtime.getRuntime().halt(1)).serve();
      return agent.failed() ? 1 : exitCode;
    } catch (InterruptedException e) {
      return agent.exitCode(agent.finish());
    }
  }
}
