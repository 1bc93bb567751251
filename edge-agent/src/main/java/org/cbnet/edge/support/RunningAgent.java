package org.cbnet.edge.support;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks the agent that runs on this device, over its health pages. */
public final class RunningAgent {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 4 << 20;
  private static final int FIRST_ERROR = 400;

  private final String base;
  private final int port;

  /**
   * One that listens there.
   *
   * @param address IP address; what stands for any address is asked as this machine
   */
  public RunningAgent(String address, int port) {
    String host =
        switch (address) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
          default -> address.contains(":") ? "[" + address + "]" : address;
        };
    this.port = port;
    this.base = "http://%s:%d".formatted(host, port);
  }

  /**
   * The page's text, whatever its status.
   *
   * @throws IOException where nobody answers
   */
  public String page(String path) throws IOException {
    if (port == 0) {
      throw new IOException("health.port is 0, there are no pages");
    }
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(base + path).toURL().openConnection();
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    connection.setInstanceFollowRedirects(false);
    try (var in =
        connection.getResponseCode() < FIRST_ERROR
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return in == null ? "" : new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }
}
