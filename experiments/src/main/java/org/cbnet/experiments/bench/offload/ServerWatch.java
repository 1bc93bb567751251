package org.cbnet.experiments.bench.offload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.cbnet.experiments.stack.LocalStack;

/** Follows the offload server's memory while it works, and reads its counters. */
final class ServerWatch implements AutoCloseable {
  private static final long EVERY_MILLIS = 200;
  private static final long KIB = 1024;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI metrics;
  private final Path status;
  private final Thread sampler = new Thread(this::sample, "server-watch");
  private volatile long mostResidentBytes;
  private volatile boolean closed;

  ServerWatch(LocalStack.Offload server) {
    this.metrics = server.address().resolve("/metrics");
    this.status = Path.of("/proc", Long.toString(server.process().pid()), "status");
    sampler.setDaemon(true);
    sampler.start();
  }

  /** The server's figures by their names with labels, as it has them now. */
  Map<String, Double> metrics() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(10)).build();
    Map<String, Double> values = new HashMap<>();
    for (String line : http.send(request, BodyHandlers.ofString()).body().lines().toList()) {
      int space = line.lastIndexOf(' ');
      if (!line.startsWith("#") && space > 0) {
        values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
      }
    }
    return values;
  }

  /** Resident memory of its process now; 0 where the system does not tell. */
  long residentBytes() {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The most of {@link #residentBytes} since this was opened. */
  long mostResidentBytes() {
    return mostResidentBytes;
  }

  @Override
  public void close() {
    closed = true;
    sampler.interrupt();
  }

  private void sample() {
    try {
      while (!closed) {
        mostResidentBytes = Math.max(mostResidentBytes, residentBytes());
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      // It is how it is closed.
      Thread.currentThread().interrupt();
    }
  }
}
