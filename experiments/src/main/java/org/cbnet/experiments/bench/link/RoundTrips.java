package org.cbnet.experiments.bench.link;

import java.util.Arrays;

/** Times of round trips of one transport and payload, in nanoseconds. */
final class RoundTrips {
  private final long[] nanos;
  private int count;

  RoundTrips(int rounds) {
    nanos = new long[rounds];
  }

  void add(long took) {
    nanos[count++] = took;
  }

  /** In microseconds, of the share of round trips that were no longer. */
  double micros(double share) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1, share * count)] / 1e3;
  }
}
