package org.cbnet.edge.clock;

import java.time.Duration;

/**
 * Asks another one at most once a second, and at once when the wall clock has jumped: a clock that
 * was set by hand is wrong from that moment on.
 */
final class RememberedSync implements ClockSync {
  private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

  private final ClockSync asked;
  private final ClockJumps jumps;
  private final EdgeClock clock;
  private long askAgainNanos;
  private boolean known;

  RememberedSync(ClockSync asked, EdgeClock clock) {
    this.asked = asked;
    this.clock = clock;
    this.jumps = new ClockJumps(clock);
    this.askAgainNanos = clock.monotonicNanos();
  }

  @Override
  public synchronized boolean synced() {
    long now = clock.monotonicNanos();
    if (jumps.jumped(now) || now - askAgainNanos >= 0) {
      known = asked.synced();
      askAgainNanos = now + PERIOD_NANOS;
    }
    return known;
  }
}
