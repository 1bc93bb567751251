package org.cbnet.edge.capture.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.capture.Capture;
import org.cbnet.edge.capture.FrameDecoder;
import org.cbnet.edge.capture.FrameIds;
import org.cbnet.edge.capture.FrameSource;
import org.cbnet.edge.capture.Skips;

/**
 * Images that are POSTed to {@code /frames} on 127.0.0.1, each answered with the identity of its
 * result once that is stored, and never before.
 *
 * <p>A few threads read and decode; a request that waits for its result holds none. Closing refuses
 * what nobody has taken, and lets what was taken come to its answer for a few seconds.
 */
public final class HttpSource implements FrameSource {
  private static final int READERS = 8;
  private static final int CONNECTIONS = 1_024;
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ThreadPoolExecutor readers;
  private final Waiting waiting;
  private final Skips skips = new Skips();
  private final Inbox inbox = new Inbox();
  private boolean closed;

  /**
   * Starts to listen.
   *
   * @param port on 127.0.0.1; 0 for any that is free
   * @param most POSTs that may wait for their result at the same time
   * @param classes that the network tells apart
   * @throws IOException where the port can't be had
   */
  public HttpSource(
      int port, int most, int classes, int maxImageBytes, FrameDecoder decoder, FrameIds ids)
      throws IOException {
    tuneServers();
    this.server = listen(port);
    this.waiting = new Waiting(most);
    this.readers =
        new ThreadPoolExecutor(
            READERS,
            READERS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(CONNECTIONS),
            new Threads("frames-http"));
    readers.allowCoreThreadTimeOut(true);
    server.setExecutor(readers);
    server.createContext(
        "/",
        new FrameHandler(
            new LocalOnly(port()), decoder, ids, maxImageBytes, classes, waiting, skips, inbox));
    server.start();
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  InetAddress address() {
    return server.getAddress().getAddress();
  }

  /** Whether a frame waits to be taken. */
  boolean hasFrame() {
    return !inbox.isEmpty();
  }

  @Override
  public Capture poll(Duration timeout) throws InterruptedException {
    if (closed) {
      return Capture.Empty.END;
    }
    Optional<Capture.Skipped> skipped = skips.take();
    if (skipped.isPresent()) {
      return skipped.get();
    }
    Capture.Image frame = inbox.take(timeout);
    return frame == null ? Capture.Empty.NOTHING_YET : frame;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Refusal stopping = Refusal.later("the agent is stopping");
    inbox.close().forEach(frame -> ((Waiting.Turn) frame.receipt()).refuse(stopping));
    try {
      waiting.allAnswered(LAST_ANSWERS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    readers.shutdownNow();
    waiting.close();
  }

  private static HttpServer listen(int port) throws IOException {
    InetAddress here = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    try {
      return HttpServer.create(new InetSocketAddress(here, port), 0);
    } catch (IOException e) {
      throw new IOException(
          "source.http.port %d can't be had: %s".formatted(port, e.getMessage()), e);
    }
  }

  // Read once by the JDK's server. Head and body of an answer are two writes, which Nagle's
  // algorithm would hold apart for 40 ms; and who sends slowly must not hold a reader for ever.
  private static void tuneServers() {
    for (String[] property :
        new String[][] {
          {"sun.net.httpserver.nodelay", "true"}, {"sun.net.httpserver.maxReqTime", "30"}
        }) {
      if (System.getProperty(property[0]) == null) {
        System.setProperty(property[0], property[1]);
      }
    }
  }
}
