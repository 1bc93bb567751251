package org.cbnet.cloud.offload;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.cbnet.cloud.start.StartException;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests over HTTP/2 without TLS, from clients that know it before and from those that
 * upgrade from HTTP/1.1 with a request that has no body, such as {@code GET /health/live}; Jetty
 * upgrades with no other. Plain HTTP/1.1 is answered too. Runs from {@link #start} to {@link
 * #close}.
 */
final class Http2Front implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Front.class);
  private static final int MAX_HEADER_BYTES = 8 << 10;
  // A device asks for one frame or a few at a time, and each may be a megabyte.
  private static final int MAX_STREAMS = 64;
  // A device that has nothing to ask keeps its connection: a new one costs round trips.
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final Server server;
  private final OffloadHandler handler;
  private final ServerConnector connector;

  private Http2Front(Server server, OffloadHandler handler, ServerConnector connector) {
    this.server = server;
    this.handler = handler;
    this.connector = connector;
  }

  /**
   * Makes one that does not answer yet.
   *
   * @param host interface to bind
   * @param port 0 takes a free one
   */
  static Http2Front of(String host, int port, OffloadHandler handler) {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("offload-http");
    Server server = new Server(threads);
    ServerConnector connector = connector(server, host, port);
    server.addConnector(connector);
    server.setHandler(handler);
    return new Http2Front(server, handler, connector);
  }

  /**
   * Begins to answer.
   *
   * @throws StartException where another program has the port
   */
  void start() throws StartException {
    try {
      server.start();
    } catch (Exception e) {
      if (e instanceof IOException) {
        throw new StartException(
            ("port %d on %s can't be bound (%s): stop the program that has it, or set offload.port"
                    + " (CBNET_OFFLOAD_PORT; 0 takes a free one)")
                .formatted(connector.getPort(), connector.getHost(), e.getMessage()),
            e);
      }
      throw new IllegalStateException("the HTTP server does not start", e);
    }
  }

  /** Where it answers. */
  URI address() {
    String host = connector.getHost();
    String shown = host.contains(":") ? "[%s]".formatted(host) : host;
    return URI.create("http://%s:%d".formatted(shown, connector.getLocalPort()));
  }

  /** Answers further requests with 503. */
  void refuseMore() {
    handler.refuseMore();
  }

  private static ServerConnector connector(Server server, String host, int port) {
    HttpConfiguration settings = new HttpConfiguration();
    settings.setSendServerVersion(false);
    settings.setRequestHeaderSize(MAX_HEADER_BYTES);
    HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(settings);
    http2.setMaxConcurrentStreams(MAX_STREAMS);
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(settings), http2);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    return connector;
  }

  @Override
  public void close() {
    refuseMore();
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the HTTP server did not stop in order", e);
    }
  }
}
