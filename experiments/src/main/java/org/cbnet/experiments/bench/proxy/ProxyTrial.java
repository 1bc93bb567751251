package org.cbnet.experiments.bench.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.cbnet.experiments.link.LaneProfile;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfile;

/** Measures one profile with sockets as any client has them. */
final class ProxyTrial {
  private static final double MEDIAN = 0.5;
  private static final double FASTEST = 0.1;

  private final LinkNetwork network;
  private final Peer peer;
  private final LinkProfile profile;

  ProxyTrial(LinkNetwork network, Peer peer, LinkProfile profile) {
    this.network = network;
    this.peer = peer;
    this.profile = profile;
  }

  /**
   * Echoes over the link less bare ones, which take turns with them: at the median, and of the
   * fastest tenth, where a machine that others use has had time. Medians of rounds.
   */
  List<ProxyRow> roundTrips(int rounds) throws IOException {
    double[] medians = new double[rounds];
    double[] fastest = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      // Calibrated anew, as such a machine changes from minute to minute.
      try (LinkNetwork calibrated = LinkNetwork.calibrated(i);
          Link link = calibrated.open("echo-" + profile.name(), peer.address(), profile);
          Socket bare = Peer.connect(peer.address(), Peer.ECHO);
          Socket linked = Peer.connect(link.address(), Peer.ECHO)) {
        Echoes echoes = Echoes.measure(bare, linked, profile);
        medians[i] = echoes.difference(MEDIAN);
        fastest[i] = echoes.difference(FASTEST);
      }
    }
    double asked = profile.askedRoundTripNanos(Echoes.MESSAGE_BYTES, MEDIAN) / 1e6;
    double askedFastest = profile.askedRoundTripNanos(Echoes.MESSAGE_BYTES, FASTEST) / 1e6;
    return List.of(
        new ProxyRow(profile.name(), "roundTrip", "ms", asked, median(medians) / 1e6),
        ProxyRow.fastest(profile.name(), askedFastest, median(fastest) / 1e6));
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

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
