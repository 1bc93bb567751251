package org.cbnet.edge.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves pages that only read, with two threads of its own. The JDK's server: it starts in
 * milliseconds and adds nothing to the process.
 */
final class HealthServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
  private static final int THREADS = 2;
  private static final long NO_BODY = -1;

  static {
    // Somebody who connects and says nothing must not hold a thread for ever. Seconds.
    limit("sun.net.httpserver.maxReqTime", "10");
    limit("sun.net.httpserver.maxRspTime", "10");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final HostGuard guard;
  private final Map<String, Supplier<Answer>> pages;
  // Whoever asks every few seconds shall not fill the log.
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  /**
   * Serves at once.
   *
   * @param address with port 0 for any that is free
   * @param pages by path
   * @throws IOException where the address can't be had
   */
  HealthServer(InetSocketAddress address, HostGuard guard, Map<String, Supplier<Answer>> pages)
      throws IOException {
    this.guard = guard;
    this.pages = Map.copyOf(pages);
    this.server = HttpServer.create(address, 0);
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            action -> {
              Thread thread = new Thread(action, "health");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    }
  }

  private Answer answer(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (!guard.allows(host)) {
      return Json.error(
          Answer.FORBIDDEN,
          "no such host here: %s; use its address, or list it in health.host-names"
              .formatted(host));
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Json.error(Answer.NOT_ALLOWED, "only GET and HEAD: " + method);
    }
    String path = exchange.getRequestURI().getPath();
    Supplier<Answer> page = pages.get(path);
    if (page == null) {
      return Json.error(Answer.NOT_FOUND, "no page %s; there are %s".formatted(path, names()));
    }
    try {
      return page.get();
    } catch (RuntimeException e) {
      if (failed.add(path)) {
        LOG.atWarn().addKeyValue("reason", path + ": " + e).setCause(e).log("page not made");
      }
      return Json.error(Answer.FAILED, e.toString());
    }
  }

  private String names() {
    return String.join(", ", pages.keySet().stream().sorted().toList());
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer.body());
    }
  }

  private static void limit(String property, String seconds) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, seconds);
    }
  }
}
