package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing waits between attempts, jittered so that a fleet does not come back all at once. */
public final class BackOff {
  private static final int MAX_DOUBLINGS = 16;

  private final long firstNanos;
  private final long maxNanos;
  private final RandomGenerator random;
  private int attempts;

  public BackOff(Duration first, Duration max, RandomGenerator random) {
    this.firstNanos = first.toNanos();
    this.maxNanos = max.toNanos();
    this.random = random;
  }

  /** The next wait: between half of and the whole of first x 2^attempts, at most the longest. */
  public long nextNanos() {
    long whole = Math.min(maxNanos, firstNanos << Math.min(attempts, MAX_DOUBLINGS));
    attempts++;
    return whole / 2 + (long) (random.nextDouble() * (whole / 2.0));
  }

  /** Waits given since the start or the last {@link #reset}. */
  public int attempts() {
    return attempts;
  }

  /** The next wait is the first again. */
  public void reset() {
    attempts = 0;
  }
}
