package org.cbnet.experiments.offload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Answers requests over HTTP/2 without TLS, by upgrade or by prior knowledge. */
public final class Http2Responder implements AutoCloseable {
  private static final int THREADS = 16;

  private final Server server;
  private final int port;
  private volatile int status = HttpStatus.OK_200;

  /**
   * Starts it on the loopback address.
   *
   * @param port 0 for a free one
   * @throws IOException where it can't listen there
   */
  public Http2Responder(int port, Responder responder) throws IOException {
    server = new Server(new QueuedThreadPool(THREADS));
    HttpConfiguration config = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server,
            1,
            1,
            new HttpConnectionFactory(config),
            new HTTP2CServerConnectionFactory(config));
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new Answering(responder));
    server.setStopTimeout(0);
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("the HTTP/2 responder did not start: " + e.getMessage(), e);
    }
    this.port = connector.getLocalPort();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Says another status than 200 from now on. */
  public void say(int changed) {
    status = changed;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP/2 responder did not stop", e);
    }
  }

  private final class Answering extends Handler.Abstract {
    private final Responder responder;

    private Answering(Responder responder) {
      this.responder = responder;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if (!request.getMethod().equals("POST")) {
        response.setStatus(HttpStatus.METHOD_NOT_ALLOWED_405);
        callback.succeeded();
        return true;
      }
      ByteBuffer body = Content.Source.asByteBuffer(request);
      byte[] payload = new byte[body.remaining()];
      body.get(payload);
      Optional<byte[]> reply = responder.reply(payload);
      if (reply.isPresent()) {
        response.setStatus(status);
        response.write(true, ByteBuffer.wrap(reply.get()), callback);
      }
      return true;
    }
  }
}
