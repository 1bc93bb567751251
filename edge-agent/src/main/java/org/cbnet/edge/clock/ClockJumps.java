package org.cbnet.edge.clock;

/**
 * Notices that the wall clock was set: it and the monotonic clock went different ways. Used by one
 * thread at a time.
 */
public final class ClockJumps {
  /**
   * Far above what slewing does between two looks (0.05 % of the time between them, so half an hour
   * without a look passes), far below any step that matters to a record.
   */
  static final long JUMP_MICROS = 1_000_000;

  private final EdgeClock clock;
  private long offsetMicros;

  /** Begins with the clock as it is. */
  public ClockJumps(EdgeClock clock) {
    this.clock = clock;
    this.offsetMicros = offset(clock.monotonicNanos());
  }

  /** Whether it was set since the last look. */
  public boolean jumped() {
    return jumped(clock.monotonicNanos());
  }

  /** The same, for whoever has just read the monotonic clock. */
  boolean jumped(long monotonicNanos) {
    long now = offset(monotonicNanos);
    boolean jumped = Math.abs(now - offsetMicros) > JUMP_MICROS;
    offsetMicros = now;
    return jumped;
  }

  private long offset(long monotonicNanos) {
    return clock.wallMicros() - monotonicNanos / 1_000;
  }
}
