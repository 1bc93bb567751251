package org.cbnet.edge.clock;

import java.time.Clock;
import java.time.Instant;

/**
 * The machine's clocks.
 *
 * <p>{@link System#nanoTime} reads {@code CLOCK_MONOTONIC} on Linux, which counts from the start of
 * the operating system, so two agents of one start can compare their times.
 */
public final class SystemClock implements EdgeClock {
  private final Clock wall;

  public SystemClock(Clock wall) {
    this.wall = wall;
  }

  @Override
  public long wallMicros() {
    Instant now = wall.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }
}
