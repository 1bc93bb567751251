package org.cbnet.experiments.bench.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.cbnet.experiments.link.LaneProfile;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfile;

/** Measures one profile with sockets as any client has them. */
final class ProxyTrial {
  private static final int MESSAGE_BYTES = 32;
  private static final long ECHO_NANOS = 6_000_000_000L;
  private static final long REST_NANOS = 1_000_000;
  private static final int WARM_UP = 10;

  private final LinkNetwork network;
  private final Peer peer;
  private final LinkProfile profile;

  ProxyTrial(LinkNetwork network, Peer peer, LinkProfile profile) {
    this.network = network;
    this.peer = peer;
    this.profile = profile;
  }

  /** Medians of echoes over the link less those of bare ones, which take turns with them. */
  ProxyRow roundTrip(int rounds) throws IOException {
    double asked = profile.askedRoundTripNanos(MESSAGE_BYTES);
    int echoes = (int) Math.max(40, Math.min(1_000, ECHO_NANOS / asked));
    double[] measured = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      // Calibrated anew, as a machine that others use changes from minute to minute.
      try (LinkNetwork calibrated = LinkNetwork.calibrated(i);
          Link link = calibrated.open("echo-" + profile.name(), peer.address(), profile);
          Socket bare = Peer.connect(peer.address(), Peer.ECHO);
          Socket linked = Peer.connect(link.address(), Peer.ECHO)) {
        measured[i] = difference(bare, linked, echoes);
      }
    }
    return new ProxyRow(profile.name(), "roundTrip", "ms", asked / 1e6, median(measured) / 1e6);
  }

  ProxyRow up(int rounds) throws IOException {
    double[] paces = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      try (Link link = network.open("up-" + profile.name() + i, peer.address(), profile);
          Socket socket = Peer.connect(link.address(), Peer.SINK)) {
        Peer.start(() -> send(socket));
        paces[i] = new DataInputStream(socket.getInputStream()).readDouble();
      }
    }
    return rate("up", profile.up(), paces);
  }

  ProxyRow down(int rounds) throws IOException {
    double[] paces = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      try (Link link = network.open("down-" + profile.name() + i, peer.address(), profile);
          Socket socket = Peer.connect(link.address(), Peer.SOURCE)) {
        paces[i] = Pace.of(socket.getInputStream());
      }
    }
    return rate("down", profile.down(), paces);
  }

  private ProxyRow rate(String direction, LaneProfile lane, double[] paces) {
    return new ProxyRow(
        profile.name(), direction, "Mbit/s", lane.bitsPerSecond() / 1e6, median(paces) / 1e6);
  }

  private static void send(Socket socket) {
    try {
      Peer.send(socket.getOutputStream());
    } catch (IOException e) {
      // The peer has measured enough.
    }
  }

  // Rests before, so that bare echoes find everybody as much asleep as those over the link, and
  // looks all the while, as otherwise the longer wait would cost a slower awakening.
  private static long echo(Socket socket) throws IOException {
    LockSupport.parkNanos(REST_NANOS);
    InputStream in = socket.getInputStream();
    long start = System.nanoTime();
    socket.getOutputStream().write(new byte[MESSAGE_BYTES]);
    while (in.available() < MESSAGE_BYTES) {
      Thread.onSpinWait();
    }
    in.readNBytes(MESSAGE_BYTES);
    return System.nanoTime() - start;
  }

  private static double difference(Socket bare, Socket linked, int echoes) throws IOException {
    double[] bareNanos = new double[echoes];
    double[] linkedNanos = new double[echoes];
    for (int i = -WARM_UP; i < echoes; i++) {
      bareNanos[Math.max(0, i)] = echo(bare);
      linkedNanos[Math.max(0, i)] = echo(linked);
    }
    return median(linkedNanos) - median(bareNanos);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
