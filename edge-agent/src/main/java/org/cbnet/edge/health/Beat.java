package org.cbnet.edge.health;

import java.time.Duration;
import org.cbnet.edge.clock.EdgeClock;

/**
 * The last sign of life of a thread that goes round and round. That thread beats, any may look.
 *
 * <p>Whoever waits for long on purpose (a full spool that is told to block) must beat while
 * waiting.
 */
public final class Beat {
  private final EdgeClock clock;
  private volatile long lastNanos;
  private volatile boolean running;

  /** One that has not begun: nothing is expected of it. */
  public Beat(EdgeClock clock) {
    this.clock = clock;
  }

  /** From now on somebody expects signs of life. */
  public void begin() {
    lastNanos = clock.monotonicNanos();
    running = true;
  }

  public void beat() {
    beat(clock.monotonicNanos());
  }

  /**
   * A sign of life at a moment.
   *
   * @param nowNanos of the monotonic clock, where the caller has just read it
   */
  public void beat(long nowNanos) {
    lastNanos = nowNanos;
  }

  /** Nothing is expected any more. */
  public void end() {
    running = false;
  }

  /** Whether signs of life are expected and the last one is older than so long. */
  public boolean missing(Duration limit) {
    return running && ageNanos() > limit.toNanos();
  }

  /** Nanoseconds since the last sign of life. */
  public long ageNanos() {
    return clock.monotonicNanos() - lastNanos;
  }
}
