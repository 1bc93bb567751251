package org.cbnet.experiments.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.cbnet.cloud.start.InputTopics;
import org.cbnet.cloud.start.StartException;
import org.cbnet.experiments.topic.ResultsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs an {@link EmbeddedBroker} until it is told to stop. */
@Command(
    name = "broker",
    description = "Runs a single-node Kafka broker (KRaft) on this machine, for trying things out.",
    footer = {
      "",
      "Examples:",
      "  ./cbnet broker",
      "  ./cbnet broker --port 19092 --data-dir /var/tmp/cbnet-broker",
      "  ./cbnet broker --with-topics",
      "  ./cbnet broker --device-listener pi-1:19093:20093 --device-listener pi-2:19094:20094"
    },
    subcommands = ResultsCommand.class)
public final class BrokerCommand implements Callable<Integer> {
  private static final int PARTITIONS = 4;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(
      names = "--port",
      defaultValue = "9092",
      paramLabel = "PORT",
      description = "Port on 127.0.0.1, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data-dir",
      defaultValue = "cbnet-broker",
      paramLabel = "DIR",
      description = "Folder that keeps the topics (default: ${DEFAULT-VALUE}).")
  private Path dataDir;

  @Option(
      names = "--with-topics",
      description = "Make the topics that are missing, as the cloud does: for an agent without it.")
  private boolean withTopics;

  @Option(
      names = "--device-listener",
      paramLabel = "DEVICE:PORT:ADVERTISED",
      converter = DeviceListenerText.class,
      description =
          "A listener of a device's own, which tells its clients to come back to the port"
              + " ADVERTISED, where an emulated link is; may be repeated.")
  private List<DeviceListener> devices = List.of();

  @Option(
      names = "--stop-with-stdin",
      description = "Stop when standard input ends, so that no parent leaves it behind.")
  private boolean stopWithStdin;

  @Override
  public Integer call() throws Exception {
    EmbeddedBroker broker;
    try {
      broker = EmbeddedBroker.start(dataDir, port, devices);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      spec.commandLine().getErr().println("broker: " + e.getMessage());
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "broker-shutdown"));
    if (withTopics) {
      makeTopics(broker);
    }
    spec.commandLine().getOut().println("broker ready " + broker.bootstrapServers());
    spec.commandLine().getOut().flush();
    if (stopWithStdin) {
      System.in.transferTo(OutputStream.nullOutputStream());
    } else {
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private static void makeTopics(EmbeddedBroker broker) throws StartException {
    Properties client = new Properties();
    client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    new InputTopics(PARTITIONS, 1).prepare(client);
  }

  // The one way out, by signal or by end of input. A signal is how a broker is ended, so it ends
  // well: halt replaces the JVM's exit code of 128 + signal.
  private static void stop(EmbeddedBroker broker) {
    broker.close();
    Runtime.getRuntime().halt(0);
  }
}
