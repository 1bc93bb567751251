package org.cbnet.experiments.bench.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.cbnet.experiments.link.LinkProfile;

/** Times of echoes over a link and bare ones, sorted, in nanoseconds. */
final class Echoes {
  static final int MESSAGE_BYTES = 32;
  private static final long ALL_NANOS = 10_000_000_000L;
  private static final int WARM_UP = 10;
  private static final long REST_NANOS = 1_000_000;

  private final double[] bare;
  private final double[] linked;

  private Echoes(int count) {
    bare = new double[count];
    linked = new double[count];
  }

  /** As many of each as fit into some seconds, in turn. */
  static Echoes measure(Socket bare, Socket linked, LinkProfile profile) throws IOException {
    long leastNanos = profile.up().delay().plus(profile.down().delay()).toNanos();
    int count = (int) Math.max(40, Math.min(1_000, ALL_NANOS / leastNanos));
    Echoes echoes = new Echoes(count);
    for (int i = -WARM_UP; i < count; i++) {
      echoes.bare[Math.max(0, i)] = echo(bare);
      echoes.linked[Math.max(0, i)] = echo(linked);
    }
    Arrays.sort(echoes.bare);
    Arrays.sort(echoes.linked);
    return echoes;
  }

  /** What the link takes more in that share of cases. */
  double difference(double share) {
    int place = (int) (share * bare.length);
    return linked[place] - bare[place];
  }

  // Rests before, so that bare echoes find everybody as much asleep as those over the link.
  private static double echo(Socket socket) throws IOException {
    LockSupport.parkNanos(REST_NANOS);
    long start = System.nanoTime();
    socket.getOutputStream().write(new byte[MESSAGE_BYTES]);
    socket.getInputStream().readNBytes(MESSAGE_BYTES);
    return System.nanoTime() - start;
  }
}
