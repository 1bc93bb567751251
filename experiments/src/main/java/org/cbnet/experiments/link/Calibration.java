package org.cbnet.experiments.link;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures {@link OwnCost}: half of what echoes over a link take more than its delays and bare
 * echoes, at the median.
 */
final class Calibration {
  private static final Duration SHORT_DELAY = Duration.ofNanos(250_000);
  private static final Duration LONG_DELAY = Duration.ofMillis(1);
  private static final int ECHOES = 150;
  // Java has compiled the loop by then; interpreted it takes about twice as long.
  private static final int WARM_UP = 6_000;
  private static final long PAUSE_NANOS = 1_000_000;
  // More is a busy machine at a bad moment.
  private static final long MOST_NANOS = 300_000;

  private Calibration() {}

  /** Takes about a second. */
  static OwnCost measure() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        LinkNetwork network = new LinkNetwork(0, OwnCost.NONE)) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      Link link = network.open("own-cost", address, profile(Duration.ZERO));
      try (Socket bare = connect(server, address);
          Socket linked = connect(server, link.address())) {
        for (int i = 0; i < WARM_UP; i++) {
          echo(linked);
        }
        link.change(profile(SHORT_DELAY));
        Duration ofShort = measure(bare, linked, SHORT_DELAY);
        link.change(profile(LONG_DELAY));
        return new OwnCost(ofShort, measure(bare, linked, LONG_DELAY));
      }
    }
  }

  private static Duration measure(Socket bare, Socket linked, Duration delay) throws IOException {
    long[] bareNanos = new long[ECHOES];
    long[] linkedNanos = new long[ECHOES];
    for (int i = 0; i < ECHOES; i++) {
      bareNanos[i] = restedEcho(bare);
      linkedNanos[i] = restedEcho(linked);
    }
    long both = median(linkedNanos) - median(bareNanos) - 2 * delay.toNanos();
    long most = Math.min(MOST_NANOS, delay.toNanos() / 2);
    return Duration.ofNanos(Math.max(0, Math.min(most, both / 2)));
  }

  private static LinkProfile profile(Duration delay) {
    LaneProfile lane =
        new LaneProfile(10_000_000_000L, delay, Duration.ZERO, LaneProfile.MOST_BYTES);
    return new LinkProfile("own-cost", lane, lane, OutagePlan.none());
  }

  private static Socket connect(ServerSocket server, InetSocketAddress to) throws IOException {
    Socket socket = new Socket(to.getAddress(), to.getPort());
    socket.setTcpNoDelay(true);
    Socket accepted = server.accept();
    accepted.setTcpNoDelay(true);
    Thread echo = new Thread(() -> answer(accepted), "own-cost-echo");
    echo.setDaemon(true);
    echo.start();
    return socket;
  }

  private static void answer(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      for (int read = in.read(); read >= 0; read = in.read()) {
        socket.getOutputStream().write(read);
      }
    } catch (IOException e) {
      // It is measured.
    }
  }

  // As most devices do.
  private static long restedEcho(Socket socket) throws IOException {
    LockSupport.parkNanos(PAUSE_NANOS);
    return echo(socket);
  }

  private static long echo(Socket socket) throws IOException {
    long start = System.nanoTime();
    socket.getOutputStream().write(1);
    if (socket.getInputStream().read() < 0) {
      throw new EOFException("an echo's connection ended while a link's own time was measured");
    }
    return System.nanoTime() - start;
  }

  private static long median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
  }
}
