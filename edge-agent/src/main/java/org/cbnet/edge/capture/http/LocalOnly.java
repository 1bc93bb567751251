package org.cbnet.edge.capture.http;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps web pages out. A page that a browser on this machine shows can reach a port on it; it gives
 * itself away by its origin, or, where its name was made to lead here (DNS rebinding), by the host
 * that it asked for.
 */
final class LocalOnly {
  private final Set<String> hosts;

  LocalOnly(int port) {
    this.hosts = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
  }

  void check(Headers headers) throws Refusal {
    List<String> host = headers.getOrDefault("Host", List.of());
    if (host.size() != 1 || !hosts.contains(host.get(0).toLowerCase(Locale.ROOT))) {
      throw new Refusal(403, "the Host header must be one of %s: %s".formatted(hosts, host));
    }
    String own = "http://" + host.get(0);
    for (String origin : headers.getOrDefault("Origin", List.of())) {
      if (!origin.equalsIgnoreCase(own)) {
        throw new Refusal(403, "only this host may send frames, not the origin " + origin);
      }
    }
  }
}
