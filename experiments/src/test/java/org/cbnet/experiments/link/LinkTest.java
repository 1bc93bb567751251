package org.cbnet.experiments.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over a link arrives as it was sent, and all of it is counted. */
@Timeout(300)
class LinkTest {
  private static final LinkProfile QUICK = profile(400_000_000, Duration.ofMillis(1), 256 * 1024);

  private final LinkNetwork network = new LinkNetwork(1, OwnCost.NONE);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void everyByteArrivesInOrderAndTheEndBehindIt() throws Exception {
    byte[] sent = random(3_000_000);
    try (FarEnd server = FarEnd.echo();
        Link link = network.open("pi", server.address(), QUICK);
        Socket socket = FarEnd.connect(link.address())) {
      FarEnd.start(() -> send(socket, sent));

      byte[] received = socket.getInputStream().readAllBytes();

      assertThat(Arrays.equals(received, sent)).isTrue();
      LinkCounts counts = settled(link);
      assertThat(counts.up()).isEqualTo(new LinkCounts.Direction(sent.length, sent.length, 0));
      assertThat(counts.down()).isEqualTo(counts.up());
      assertThat(counts.connections()).isEqualTo(1);
    }
  }

  @Test
  void jitterDoesNotOvertake() throws Exception {
    LaneProfile lane =
        new LaneProfile(100_000_000, Duration.ZERO, Duration.ofMillis(5), 256 * 1024);
    byte[] sent = random(1_000_000);
    try (FarEnd server = FarEnd.echo();
        Link link =
            network.open(
                "pi", server.address(), new LinkProfile("j", lane, lane, OutagePlan.none()));
        Socket socket = FarEnd.connect(link.address())) {
      FarEnd.start(() -> send(socket, sent));

      assertThat(Arrays.equals(socket.getInputStream().readAllBytes(), sent)).isTrue();
    }
  }

  @Test
  void manyConnectionsOfOneDeviceKeepTheirBytesApart() throws Exception {
    try (FarEnd server = FarEnd.echo();
        Link link = network.open("pi", server.address(), QUICK)) {
      List<Thread> clients = new ArrayList<>();
      List<Boolean> equal = Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < 12; i++) {
        byte[] sent = random(100_000 + i);
        clients.add(FarEnd.start(() -> equal.add(comesBack(link, sent))));
      }
      for (Thread each : clients) {
        each.join();
      }

      assertThat(equal).hasSize(12).containsOnly(true);
      LinkCounts counts = settled(link);
      assertThat(counts.up().delivered()).isEqualTo(12 * 100_000 + 66);
      assertThat(counts.connections()).isEqualTo(12);
    }
  }

  @Test
  void aServerThatIsNotThereResetsTheDevice() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket closed = new ServerSocket(0)) {
      nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), closed.getLocalPort());
    }
    try (Link link = network.open("pi", nobody, QUICK);
        Socket socket = FarEnd.connect(link.address())) {
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
      assertThat(settled(link).open()).isZero();
    }
  }

  @Test
  void aResetGoesThroughAndWhatWasUnderwayIsLost() throws Exception {
    try (FarEnd server = new FarEnd(socket -> reset(socket));
        Link link = network.open("pi", server.address(), QUICK);
        Socket socket = FarEnd.connect(link.address())) {
      socket.getOutputStream().write(random(100));

      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
      LinkCounts.Direction up = settled(link).up();
      assertThat(up.taken()).isEqualTo(up.delivered() + up.lost());
    }
  }

  @Test
  void aThinLinkHoldsTheSenderBackAndKeepsLittle() throws Exception {
    LinkProfile thin = profile(200_000, Duration.ofMillis(10), 16 * 1024);
    try (FarEnd server = FarEnd.echo();
        Link link = network.open("pi", server.address(), thin);
        Socket socket = new Socket()) {
      socket.setSendBufferSize(64 * 1024);
      socket.connect(link.address());
      Thread sender = FarEnd.start(() -> send(socket, random(5_000_000)));
      sender.join(1_500);

      assertThat(sender.isAlive()).isTrue();
      assertThat(link.counts().up().underway())
          .isLessThanOrEqualTo(thin.up().mostUnderway())
          .isGreaterThan(8 * 1024);
      // 200 kbit/s for 1.5 s are 37.5 kB.
      assertThat(link.counts().up().taken()).isLessThan(100_000);
    }
  }

  @Test
  void aReceiverThatDoesNotReadHoldsTheSenderBack() throws Exception {
    try (FarEnd server = new FarEnd(socket -> sleep(20_000));
        Link link = network.open("pi", server.address(), QUICK);
        Socket socket = FarEnd.connect(link.address())) {
      Thread sender = FarEnd.start(() -> send(socket, random(200_000_000)));
      long before = -1;
      for (long taken = 0; taken == 0 || taken != before; taken = link.counts().up().taken()) {
        before = taken;
        sender.join(500);
      }

      assertThat(sender.isAlive()).isTrue();
      assertThat(link.counts().up().underway())
          .isPositive()
          .isLessThan(QUICK.up().mostUnderway() + LaneProfile.MOST_BYTES);
    }
  }

  @Test
  void closingFreesThePortAndEndsConnections() throws Exception {
    try (FarEnd server = FarEnd.echo()) {
      Link link = network.open("pi", server.address(), QUICK);
      try (Socket socket = FarEnd.connect(link.address())) {
        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(1);

        link.close();

        assertThatThrownBy(() -> socket.getInputStream().read())
            .isInstanceOf(SocketException.class);
      }
      assertThatThrownBy(() -> FarEnd.connect(link.address())).isInstanceOf(IOException.class);
      link.close();
    }
  }

  @Test
  void twoHundredDevicesTakeTwoThreads() throws Exception {
    try (FarEnd server = FarEnd.echo()) {
      List<Link> links = new ArrayList<>();
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        links.add(network.open("pi-" + i, server.address(), LinkProfiles.WIFI));
        sockets.add(FarEnd.connect(links.get(i).address()));
        sockets.get(i).getOutputStream().write(i);
      }
      for (int i = 0; i < 200; i++) {
        assertThat(sockets.get(i).getInputStream().read()).isEqualTo(i);
        sockets.get(i).close();
      }

      assertThat(threads()).isEqualTo(2);
    }
    network.close();
    for (int i = 0; threads() > 0 && i < 500; i++) {
      sleep(10);
    }
    assertThat(threads()).isZero();
  }

  @Test
  void aClosedNetworkDoesNothingAndDoesNotHang() throws Exception {
    try (FarEnd server = FarEnd.echo()) {
      Link link = network.open("pi", server.address(), QUICK);
      network.close();

      link.change(LinkProfiles.LTE);
      link.close();
      network.close();
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("links"))
        .count();
  }

  private static boolean comesBack(Link link, byte[] sent) {
    try (Socket socket = FarEnd.connect(link.address())) {
      FarEnd.start(() -> send(socket, sent));
      return Arrays.equals(socket.getInputStream().readAllBytes(), sent);
    } catch (IOException e) {
      return false;
    }
  }

  // The counts, once nothing is underway.
  private static LinkCounts settled(Link link) {
    for (int i = 0; i < 1_000; i++) {
      LinkCounts counts = link.counts();
      if (counts.open() == 0 && counts.up().underway() == 0 && counts.down().underway() == 0) {
        return counts;
      }
      sleep(10);
    }
    throw new AssertionError("the link does not come to rest: " + link.counts());
  }

  private static LinkProfile profile(long bitsPerSecond, Duration delay, int queueBytes) {
    LaneProfile lane = new LaneProfile(bitsPerSecond, delay, Duration.ZERO, queueBytes);
    return new LinkProfile("test", lane, lane, OutagePlan.none());
  }

  private static void send(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private static void reset(Socket socket) throws IOException {
    socket.getInputStream().read();
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new Random(bytes).nextBytes(random);
    return random;
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
