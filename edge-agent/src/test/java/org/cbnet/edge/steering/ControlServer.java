package org.cbnet.edge.steering;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The cloud's half of the contract, on a free port of this machine, with faults to order. */
public final class ControlServer implements AutoCloseable {
  private static final long HOLD_MILLIS = 500;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Reply> files = new ConcurrentHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private byte[] state;
  private String tag;
  private int failures;
  private String token;

  /** Answers a request that is not the default's business. */
  @FunctionalInterface
  public interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  public ControlServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Serves a body under a tag from now on. */
  public synchronized void serve(byte[] body, String newTag) {
    state = body;
    tag = newTag;
    notifyAll();
  }

  /** Answers so many requests for the state with garbage or status 500 in turn. */
  synchronized void fail(int requests) {
    failures = requests;
  }

  synchronized void askForToken(String wanted) {
    token = wanted;
  }

  /** Serves a file as a server does that knows ranges. */
  public void put(String path, byte[] content) {
    put(path, exchange -> sendRange(exchange, content));
  }

  void put(String path, Reply reply) {
    files.put(path, reply);
  }

  /** Lines of method, path, range and status of all requests for files so far. */
  List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Promises all and ends after so many bytes of it. */
  static void sendTruncated(HttpExchange exchange, byte[] content, int bytes) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"v1\"");
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content, 0, bytes);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  static void sendRange(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    exchange.getResponseHeaders().set("ETag", "\"v1\"");
    if (range == null || (condition != null && !condition.equals("\"v1\""))) {
      send(exchange, 200, content);
      return;
    }
    int start = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    exchange
        .getResponseHeaders()
        .set(
            "Content-Range", "bytes %d-%d/%d".formatted(start, content.length - 1, content.length));
    byte[] rest = Arrays.copyOfRange(content, start, content.length);
    send(exchange, 206, rest);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/api/v1/devices/")) {
      answerState(exchange);
      return;
    }
    synchronized (requests) {
      requests.add(path + " " + exchange.getRequestHeaders().getFirst("Range"));
    }
    files.getOrDefault(path, missing -> send(missing, 404, new byte[0])).to(exchange);
  }

  private void answerState(HttpExchange exchange) throws IOException {
    byte[] body;
    String served;
    synchronized (this) {
      if (failures > 0) {
        failures--;
        send(
            exchange,
            failures % 2 == 0 ? 200 : 500,
            "<html>garbage".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      if (token != null
          && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, new byte[0]);
        return;
      }
      String known = exchange.getRequestHeaders().getFirst("If-None-Match");
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HOLD_MILLIS);
      long left = end - System.nanoTime();
      try {
        while (unchanged(known) && left > 0) {
          TimeUnit.NANOSECONDS.timedWait(this, left);
          left = end - System.nanoTime();
        }
      } catch (InterruptedException e) {
        exchange.close();
        return;
      }
      if (unchanged(known)) {
        send(exchange, 304, new byte[0]);
        return;
      }
      body = state;
      served = tag;
    }
    exchange.getResponseHeaders().set("ETag", "\"" + served + "\"");
    send(exchange, 200, body);
  }

  private synchronized boolean unchanged(String known) {
    return state == null || ("\"" + tag + "\"").equals(known);
  }
}
