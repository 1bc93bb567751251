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
 * What a link takes by itself, each way: the time in which its threads wake up and copy. Half of
 * what echoes over a link take more than its delays and bare echoes, at the median.
 */
final class OwnCost {
  private static final Duration DELAY = Duration.ofMillis(1);
  private static final int ECHOES = 150;
  // Java has compiled the loop by then; interpreted it takes about twice as long.
  private static final int WARM_UP = 6_000;
  private static final long PAUSE_NANOS = 1_000_000;
  // More is a busy machine at a bad moment, and would eat up short delays.
  private static final long MOST_NANOS = 150_000;

  private OwnCost() {}

  /** Takes about a second. */
  static Duration measure() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        LinkNetwork network = new LinkNetwork(0, Duration.ZERO)) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      Link link = network.open("own-cost", address, profile(Duration.ZERO));
      try (Socket bare = connect(server, address);
          Socket linked = connect(server, link.address())) {
        for (int i = 0; i < WARM_UP; i++) {
          echo(linked);
        }
        link.change(profile(DELAY));
        return measure(bare, linked);
      }
    }
  }

  private static Duration measure(Socket bare, Socket linked) throws IOException {
    long[] bareNanos = new long[ECHOES];
    long[] linkedNanos = new long[ECHOES];
    for (int i = 0; i < ECHOES; i++) {
      bareNanos[i] = restedEcho(bare);
      linkedNanos[i] = restedEcho(linked);
    }
    long both = median(linkedNanos) - median(bareNanos) - 2 * DELAY.toNanos();
    return Duration.ofNanos(Math.max(0, Math.min(MOST_NANOS, both / 2)));
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
