package org.cbnet.edge.clock;

import java.time.Duration;

/** Clocks that move when a test says so. */
public final class ManualClock implements EdgeClock {
  private volatile long wallMicros = 1_700_000_000_000_000L;
  private volatile long nanos = 5_000_000_000L;

  public synchronized void advance(Duration by) {
    nanos += by.toNanos();
    wallMicros += by.toNanos() / 1_000;
  }

  /** The wall clock jumps; the monotonic one does not. */
  public synchronized void setWallMicros(long micros) {
    wallMicros = micros;
  }

  @Override
  public long wallMicros() {
    return wallMicros;
  }

  @Override
  public long monotonicNanos() {
    return nanos;
  }
}
