package org.cbnet.experiments.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.stack.ChildProcess;
import org.cbnet.experiments.stack.JavaLauncher;

/** An agent as the launcher starts it, asked over its own pages. */
final class FieldAgent implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final ChildProcess process;
  private final int healthPort;

  private FieldAgent(ChildProcess process, int healthPort) {
    this.process = process;
    this.healthPort = healthPort;
  }

  /**
   * Starts one.
   *
   * @param source the YAML of its {@code source}, indented by two
   */
  static FieldAgent start(Path folder, String name, String brokers, String source)
      throws IOException {
    int port = freePort();
    Path config =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            device-id: %s
            state-directory: "%s"
            kafka:
              bootstrap-servers: "%s"
            inference:
              bundle: "%s"
            spool:
              max-bytes: 536870912
            clock:
              assume-synced: true
            energy:
              meter: model
            health:
              port: %d
            source:
            %s"""
                .formatted(
                    name,
                    folder.resolve(name),
                    brokers,
                    JavaLauncher.home().resolve("models/fashion-mnist/cbnet").toAbsolutePath(),
                    port,
                    source));
    List<String> command =
        new ArrayList<>(
            List.of(
                JavaLauncher.home().resolve("cbnet").toAbsolutePath().toString(),
                "agent",
                "run",
                "--config",
                config.toString()));
    if (!source.contains("stream")) {
      command.add("--stop-with-stdin");
    }
    return new FieldAgent(ChildProcess.start(name, command, folder.resolve(name + ".log")), port);
  }

  /** A figure of its metrics page; NaN while it does not answer. */
  double figure(String name) throws InterruptedException {
    try {
      HttpResponse<String> page =
          HTTP.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:%d/metrics".formatted(healthPort)))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return page.body()
          .lines()
          .filter(line -> line.startsWith("cbnet_agent_" + name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** Waits until a figure is at least, or at most, so much. */
  void await(String name, double value, boolean atLeast) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    double now = figure(name);
    while (!(atLeast ? now >= value : now <= value)) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new IOException("%s of %s is %s".formatted(name, process.name(), now));
      }
      Thread.sleep(10);
      now = figure(name);
    }
  }

  /** Figure of {@code /proc/PID/status}, in bytes. */
  long memoryBytes(String field) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith(field + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElseThrow(() -> new IOException("no " + field));
    }
  }

  /** Results a second, over so long. */
  double rate(Duration over) throws InterruptedException {
    double before = figure("frames_classified_total");
    long start = System.nanoTime();
    Thread.sleep(over.toMillis());
    return (figure("frames_classified_total") - before) * 1e9 / (System.nanoTime() - start);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
