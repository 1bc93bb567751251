package org.cbnet.experiments.bench.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.Outage;
import org.cbnet.experiments.link.OutagePlan;

/** Measures how long nothing comes through, with known outages in place of random ones. */
final class OutageTrial {
  private static final long BEAT_MILLIS = 10;
  private static final int OUTAGES = 6;

  private final LinkNetwork network;
  private final Peer peer;

  OutageTrial(LinkNetwork network, Peer peer) {
    this.network = network;
    this.peer = peer;
  }

  /** All outages together, as gaps between echoes of one byte every 10 ms. */
  ProxyRow outages(LinkProfile profile) throws IOException {
    List<Outage> planned = planned();
    double asked = planned.stream().mapToLong(each -> each.length().toMillis()).sum();
    Duration end = planned.get(OUTAGES - 1).end();
    double gaps;
    try (Link link = network.open("outages", peer.address(), profile.with(OutagePlan.at(planned)));
        Socket socket = Peer.connect(link.address(), Peer.ECHO)) {
      Peer.start(() -> beat(socket));
      gaps = gaps(socket.getInputStream(), System.nanoTime() + end.toNanos());
    }
    return new ProxyRow(profile.name(), "outages", "ms", asked, gaps / 1e6);
  }

  /** Of a link that is never there: the bytes that came through in a second, none. */
  boolean isSilent(LinkProfile profile) throws IOException {
    try (Link link = network.open("silent", peer.address(), profile);
        Socket socket = Peer.connect(link.address(), Peer.ECHO)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(1);
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  // Of 200 to 700 ms, a second apart.
  private static List<Outage> planned() {
    return IntStream.range(0, OUTAGES)
        .mapToObj(i -> new long[] {1_000 + 1_700L * i, 200 + 100L * i})
        .map(each -> new Outage(Duration.ofMillis(each[0]), Duration.ofMillis(each[0] + each[1])))
        .toList();
  }

  private static double gaps(InputStream in, long end) throws IOException {
    double gaps = 0;
    in.read();
    long last = System.nanoTime();
    while (last < end) {
      in.read();
      long now = System.nanoTime();
      double gap = now - last - TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
      gaps += gap > TimeUnit.MILLISECONDS.toNanos(100) ? gap : 0;
      last = now;
    }
    return gaps;
  }

  private static void beat(Socket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      while (true) {
        out.write(1);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS));
      }
    } catch (IOException e) {
      // All outages are over.
    }
  }
}
