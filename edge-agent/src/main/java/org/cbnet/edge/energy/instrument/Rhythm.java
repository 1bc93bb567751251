package org.cbnet.edge.energy.instrument;

import java.time.Duration;

/**
 * How often an instrument is asked, and what follows from it.
 *
 * @param sampleNanos between two looks
 * @param bridgeNanos longest stretch without a look that its counter bridges
 */
record Rhythm(long sampleNanos, long bridgeNanos) {
  private static final long LEAST_HOLD = Duration.ofMillis(500).toNanos();
  private static final long LEAST_GAP = Duration.ofSeconds(1).toNanos();

  static Rhythm of(Duration sample, Duration bridge) {
    return new Rhythm(sample.toNanos(), bridge.toNanos());
  }

  /**
   * How long a power stands when no other follows: one and a half looks, at least half a second.
   */
  long holdNanos() {
    return Math.max(sampleNanos + sampleNanos / 2, LEAST_HOLD);
  }

  /** Longest time between two samples that counts as covered: three looks, at least a second. */
  long gapNanos() {
    return Math.max(3 * sampleNanos, LEAST_GAP);
  }
}
