package org.cbnet.experiments.chaos;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.cbnet.experiments.stack.ChildProcess;
import org.cbnet.experiments.stack.CloudSetup;
import org.cbnet.experiments.stack.LocalStack;

/**
 * One of the cloud's instances, that is started again where it was. Started and ended by one
 * thread; others may ask whether it is up.
 */
final class Instance {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(30);
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
  private static final long POLL_MILLIS = 20;
  private static final int PORT_TRIES = 100;

  private final LocalStack stack;
  private final CloudSetup setup;
  private final URI address;
  private final HttpClient http;
  private volatile ChildProcess process;
  private volatile boolean said;

  Instance(LocalStack stack, int number, String bootstrapServers, HttpClient http)
      throws IOException {
    this.stack = stack;
    this.http = http;
    int port = freePort();
    this.address = URI.create("http://127.0.0.1:" + port);
    this.setup =
        new CloudSetup(
            "cloud-" + number, "chaos", bootstrapServers, port, COMMIT_INTERVAL, 10L << 20, 1);
  }

  String name() {
    return setup.name();
  }

  URI address() {
    return address;
  }

  boolean isAlive() {
    ChildProcess now = process;
    return now != null && now.isAlive();
  }

  /** Starts its process. */
  void launch() throws IOException {
    said = false;
    process = stack.launchCloud(setup, "");
  }

  /** Waits until it says that it is ready. */
  void awaitReady() throws IOException, InterruptedException {
    if (!said) {
      process.awaitLine("cloud ready", READY_WITHIN);
      said = true;
    }
  }

  /** Waits until its process takes connections. */
  void awaitConnections() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!Answer.ask(http, address, "/health/live", "").isTold()) {
      if (!isAlive() || System.nanoTime() > deadline) {
        throw new IOException("%s does not take connections".formatted(name()));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Whether it says within a time that it is ready. */
  boolean isReadyWithin(Duration time) throws InterruptedException {
    try {
      process.awaitLine("cloud ready", time);
      said = true;
    } catch (IOException e) {
      said = false;
    }
    return said;
  }

  /** Ends it at once. */
  void kill() {
    process.kill();
  }

  /** Asks it to end and waits until it has. */
  void stop() throws IOException, InterruptedException {
    int status = process.end(LEAVES_WITHIN);
    if (status != 0) {
      throw new IOException("%s ended with status %d".formatted(name(), status));
    }
  }

  // Below those that outgoing connections take: its port is free whenever it comes back.
  private static int freePort() throws IOException {
    for (int i = 0; i < PORT_TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Another program has it.
      }
    }
    throw new IOException("no free port from 20000 to 31999 was found");
  }
}
