package org.cbnet.experiments.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Delays, rates and outages as a client sees them, from the side that no busy machine can break: a
 * link is never quicker than asked. How near it is, within 5 %, {@code ./cbnet bench proxy} tells.
 */
@Timeout(300)
class LinkPaceTest {
  private final LinkNetwork network = new LinkNetwork(1, OwnCost.NONE);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void anEchoTakesBothDelaysMoreThanABareOne() throws Exception {
    LinkProfile link40 = profile(100_000_000, 20, OutagePlan.none());
    try (FarEnd server = FarEnd.echo();
        Link link = network.open("pi", server.address(), link40);
        Socket bare = FarEnd.connect(server.address());
        Socket linked = FarEnd.connect(link.address())) {
      long bareNanos = Long.MAX_VALUE;
      long linkedNanos = Long.MAX_VALUE;
      for (int i = 0; i < 40; i++) {
        bareNanos = Math.min(bareNanos, echo(bare));
        linkedNanos = Math.min(linkedNanos, echo(linked));
      }

      // The quickest of many, since a busy machine only ever adds; none may be too early.
      assertThat(linkedNanos).isGreaterThan(bareNanos);
      assertThat(millis(linkedNanos)).isGreaterThan(39.5);
    }
  }

  @Test
  void whatIsSentWhileMoreIsOnItsWayIsNotEarly() throws Exception {
    try (FarEnd server = FarEnd.echo();
        Link link =
            network.open("pi", server.address(), profile(8_000_000, 50, OutagePlan.none()));
        Socket socket = FarEnd.connect(link.address())) {
      echo(socket);
      long[] sent = new long[20];
      Thread sender = FarEnd.start(() -> beat(socket, sent));
      for (int i = 0; i < sent.length; i++) {
        socket.getInputStream().read();
        assertThat(millis(System.nanoTime() - sent[i])).isGreaterThan(99.9);
      }
      sender.join();
    }
  }

  @Test
  void bytesComeAtTheRate() throws Exception {
    try (FarEnd server = new FarEnd(LinkPaceTest::sendWithoutEnd);
        Link link = network.open("pi", server.address(), profile(4_000_000, 5, OutagePlan.none()));
        Socket socket = FarEnd.connect(link.address())) {
      assertThat(pace(socket)).isPositive().isLessThan(4.6e6);
    }
  }

  @Test
  void connectionsOfOneDeviceShareTheRate() throws Exception {
    try (FarEnd server = new FarEnd(LinkPaceTest::sendWithoutEnd);
        Link link = network.open("pi", server.address(), profile(4_000_000, 5, OutagePlan.none()));
        Socket other = FarEnd.connect(link.address());
        Socket socket = FarEnd.connect(link.address())) {
      FarEnd.start(() -> swallow(other));

      assertThat(pace(socket)).isPositive().isLessThan(2.5e6);
    }
  }

  @Test
  void aRunningConnectionFollowsItsLink() throws Exception {
    LinkProfile quick = profile(8_000_000, 1, OutagePlan.none());
    LinkProfile slow = profile(1_000_000, 1, OutagePlan.none());
    try (FarEnd server = new FarEnd(LinkPaceTest::sendWithoutEnd);
        Link link = network.open("pi", server.address(), quick);
        Socket socket = FarEnd.connect(link.address())) {
      double before = pace(socket);
      link.change(slow);
      double during = pace(socket);
      link.change(quick);
      double after = pace(socket);

      assertThat(before).isPositive().isLessThan(9.2e6);
      assertThat(during).isPositive().isLessThan(1.2e6);
      assertThat(after).isPositive().isLessThan(9.2e6);
      assertThat(link.profile()).isEqualTo(quick);
      assertThat(link.counts().connections()).isEqualTo(1);
    }
  }

  @Test
  void anOutageStopsEveryByteAndKeepsTheConnection() throws Exception {
    LinkProfile there = profile(8_000_000, 1, OutagePlan.none());
    try (FarEnd server = FarEnd.echo();
        Link link = network.open("pi", server.address(), there);
        Socket socket = FarEnd.connect(link.address())) {
      echo(socket);

      link.change(there.with(OutagePlan.always()));
      LinkCounts before = link.counts();
      socket.getOutputStream().write(7);

      assertThat(link.isDown()).isTrue();
      assertThat(isSilent(socket)).isTrue();
      assertThat(link.counts().up().delivered()).isEqualTo(before.up().delivered());

      link.change(there);

      assertThat(link.isDown()).isFalse();
      assertThat(socket.getInputStream().read()).isEqualTo(7);
      assertThat(link.counts().connections()).isEqualTo(1);
    }
  }

  @Test
  void aNewConnectionWaitsUntilTheOutageHasEnded() throws Exception {
    Outage outage = new Outage(Duration.ZERO, Duration.ofMillis(1_500));
    LinkProfile link1 = profile(8_000_000, 1, OutagePlan.at(List.of(outage)));
    long start = System.nanoTime();
    try (FarEnd server = FarEnd.echo();
        Link link = network.open("pi", server.address(), link1);
        Socket socket = FarEnd.connect(link.address())) {
      assertThat(isSilent(socket)).isTrue();
      assertThat(link.counts().up().delivered()).isZero();

      echo(socket);

      assertThat(millis(System.nanoTime() - start)).isGreaterThan(1_499);
    }
  }

  private static LinkProfile profile(long bitsPerSecond, long delayMillis, OutagePlan outages) {
    LaneProfile lane =
        new LaneProfile(bitsPerSecond, Duration.ofMillis(delayMillis), Duration.ZERO, 64 * 1024);
    return new LinkProfile("test", lane, lane, outages);
  }

  // The median over short stretches, so that a stall of the machine counts once.
  private static double pace(Socket socket) throws IOException {
    byte[] block = new byte[16 * 1024];
    double[] paces = new double[9];
    read(socket.getInputStream(), block, Duration.ofMillis(150));
    for (int i = 0; i < paces.length; i++) {
      paces[i] = read(socket.getInputStream(), block, Duration.ofMillis(150));
    }
    Arrays.sort(paces);
    return paces[paces.length / 2];
  }

  private static double read(InputStream in, byte[] block, Duration time) throws IOException {
    long start = System.nanoTime();
    long bytes = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      bytes += in.read(block);
    }
    return bytes * 8e9 / (System.nanoTime() - start);
  }

  private static void sendWithoutEnd(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] block = new byte[16 * 1024];
    while (true) {
      out.write(block);
    }
  }

  private static void beat(Socket socket, long[] sent) {
    try {
      for (int i = 0; i < sent.length; i++) {
        sent[i] = System.nanoTime();
        socket.getOutputStream().write(i);
        LockSupport.parkNanos(Duration.ofMillis(7).toNanos());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void swallow(Socket socket) {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private static boolean isSilent(Socket socket) throws IOException {
    socket.setSoTimeout(400);
    try {
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  private static long echo(Socket socket) throws IOException {
    long start = System.nanoTime();
    socket.getOutputStream().write(1);
    if (socket.getInputStream().read() != 1) {
      throw new AssertionError("no echo");
    }
    return System.nanoTime() - start;
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
