package org.cbnet.experiments.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cbnet.experiments.broker.DeviceListener;
import org.cbnet.inference.dataset.DataSetLocator;

/**
 * Broker, cloud and agents as processes on this machine, each with its files below one folder.
 *
 * <p>{@link #close} ends them in reverse order of their start: agents first, broker last.
 */
public final class LocalStack implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
  private static final long CACHE_BYTES = 10L << 20;

  private final Path folder;
  private final JavaLauncher java;
  private final Deque<ChildProcess> children = new ArrayDeque<>();
  private boolean closed;

  public LocalStack(Path folder, JavaLauncher java) {
    this.folder = folder;
    this.java = java;
  }

  /** Folder of data, configuration and logs. */
  public Path folder() {
    return folder;
  }

  /** Starts a broker on a free port; returns what clients connect to. */
  public String startBroker() throws IOException, InterruptedException {
    return startBroker(0, false).address();
  }

  /**
   * Starts the broker on a port (0: a free one), again with the topics that it had.
   *
   * @param withTopics whether it makes the product's topics, as a cloud would
   */
  public Broker startBroker(int port, boolean withTopics) throws IOException, InterruptedException {
    return startBroker(port, withTopics, List.of());
  }

  /** The same with listeners for devices behind links. */
  public Broker startBroker(int port, boolean withTopics, List<DeviceListener> devices)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "broker",
                "--port",
                Integer.toString(port),
                "--data-dir",
                folder.resolve("broker").toString(),
                "--stop-with-stdin"));
    if (withTopics) {
      arguments.add("--with-topics");
    }
    for (DeviceListener each : devices) {
      arguments.add("--device-listener");
      arguments.add("%s:%d:%d".formatted(each.device(), each.port(), each.advertisedPort()));
    }
    ChildProcess process = start("broker", ProductModule.EXPERIMENTS, arguments);
    return new Broker(process, process.awaitLine("broker ready", START_TIMEOUT));
  }

  /** A running broker. */
  public record Broker(ChildProcess process, String address) {
    /** Where it listens. */
    public int port() {
      return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
  }

  /** Starts the cloud on a port (0: a free one); returns its address when it answers. */
  public Cloud startCloud(String bootstrapServers, int port)
      throws IOException, InterruptedException {
    return startCloud(
        new CloudSetup("cloud", bootstrapServers, port, COMMIT_INTERVAL, CACHE_BYTES));
  }

  /** Starts a cloud application; one of the same name goes on where the last one was. */
  public Cloud startCloud(CloudSetup setup) throws IOException, InterruptedException {
    return startCloud(setup, "");
  }

  /** The same with more lines of configuration. */
  public Cloud startCloud(CloudSetup setup, String more) throws IOException, InterruptedException {
    ChildProcess process = launchCloud(setup, more);
    return new Cloud(process, URI.create(process.awaitLine("cloud ready", START_TIMEOUT)));
  }

  /** Starts a cloud application and does not wait until it answers: it says 'cloud ready URL'. */
  public ChildProcess launchCloud(CloudSetup setup, String more) throws IOException {
    String name = setup.name();
    Path config =
        write(
            name + ".yaml",
            """
            application-id: %s
            kafka:
              bootstrap-servers: "%s"
              properties:
                # On one machine: a cloud that was killed is replaced sooner.
                session.timeout.ms: 6000
                heartbeat.interval.ms: 1000
                statestore.cache.max.bytes: %d
            standbys: %d
            state-directory: "%s"
            commit-interval: %dms
            http:
              port: %d
            %s"""
                .formatted(
                    setup.applicationId(),
                    setup.bootstrapServers(),
                    setup.cacheBytes(),
                    setup.standbys(),
                    folder.resolve(name),
                    setup.commitInterval().toMillis(),
                    setup.port(),
                    more));
    return start(
        name,
        ProductModule.CLOUD_PROCESSOR,
        List.of("run", "--config", config.toString(), "--stop-with-stdin"));
  }

  /**
   * Starts the cloud's half of offloading; returns when it answers.
   *
   * @param bundles folders below which its bundles are
   */
  public Offload startOffload(String bootstrapServers, List<Path> bundles)
      throws IOException, InterruptedException {
    Path config =
        write(
            "offload.yaml",
            """
            kafka:
              bootstrap-servers: "%s"
            offload:
              port: 0
              bundles: "%s"
            """
                .formatted(
                    bootstrapServers,
                    bundles.stream()
                        .map(path -> path.toAbsolutePath().toString())
                        .collect(Collectors.joining(","))));
    ChildProcess process =
        start(
            "offload",
            ProductModule.CLOUD_PROCESSOR,
            List.of("offload", "--config", config.toString(), "--stop-with-stdin"));
    return new Offload(process, URI.create(process.awaitLine("offload ready", START_TIMEOUT)));
  }

  /**
   * A running cloud half of offloading.
   *
   * @param address over HTTP/2
   */
  public record Offload(ChildProcess process, URI address) {}

  /** A running cloud application. */
  public record Cloud(ChildProcess process, URI address) {}

  /** Starts an agent that waits for turns; it is ready when its first line says so. */
  public ChildProcess startAgent(String name, String yaml) throws IOException {
    Path config = write(name + ".yaml", yaml);
    return start(
        name, ProductModule.EDGE_AGENT, List.of("run", "--config", config.toString(), "--turns"));
  }

  /**
   * Starts an agent that waits for turns of several arms.
   *
   * @param arms files of what is other for each
   * @param dataSets folder in which it looks for data sets first
   */
  public ChildProcess startArms(String name, String yaml, List<Path> arms, Path dataSets)
      throws IOException {
    Path config = write(name + ".yaml", yaml);
    List<String> arguments =
        new ArrayList<>(List.of("run", "--config", config.toString(), "--turns"));
    for (Path arm : arms) {
      arguments.add("--arm");
      arguments.add(arm.toString());
    }
    return start(
        name,
        ProductModule.EDGE_AGENT,
        arguments,
        Map.of(DataSetLocator.DATA_DIR_VARIABLE, dataSets.toAbsolutePath().toString()));
  }

  /** Starts an agent that infers by itself, as in the field. */
  public ChildProcess startFieldAgent(String name, String yaml) throws IOException {
    Path config = write(name + ".yaml", yaml);
    return start(
        name,
        ProductModule.EDGE_AGENT,
        List.of("run", "--config", config.toString(), "--stop-with-stdin"));
  }

  /** Starts another command of the experiments, which ends when its standard input does. */
  public ChildProcess startExperiment(String name, List<String> arguments) throws IOException {
    return start(name, ProductModule.EXPERIMENTS, arguments);
  }

  /** Ends one process now. */
  public synchronized void stop(ChildProcess child) {
    children.remove(child);
    child.close();
  }

  /** Ends all processes at once and nothing is kept of what they had in hand; from any thread. */
  public void kill() {
    takeAll().forEach(ChildProcess::kill);
  }

  @Override
  public void close() {
    takeAll().forEach(ChildProcess::close);
  }

  /** Removes the folder with all data, configuration and logs; to be called after the end. */
  public void deleteFiles() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private synchronized List<ChildProcess> takeAll() {
    closed = true;
    List<ChildProcess> newestFirst = new ArrayList<>(children);
    children.clear();
    return newestFirst;
  }

  private ChildProcess start(String name, ProductModule module, List<String> arguments)
      throws IOException {
    return start(name, module, arguments, Map.of());
  }

  private synchronized ChildProcess start(
      String name, ProductModule module, List<String> arguments, Map<String, String> environment)
      throws IOException {
    if (closed) {
      throw new IOException("the stack is stopping");
    }
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    ChildProcess child =
        ChildProcess.start(
            name,
            java.command(module, temporary, arguments),
            folder.resolve(name + ".log"),
            environment);
    children.push(child);
    return child;
  }

  private Path write(String name, String content) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name), content);
  }
}
