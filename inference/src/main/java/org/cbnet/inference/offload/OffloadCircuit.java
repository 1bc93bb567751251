package org.cbnet.inference.offload;

/**
 * Keeps frames from waiting for a cloud that does not answer.
 *
 * <p>After so many misses in a row it is open: frames are answered on the device at once, and now
 * and then a probe, for which nobody waits, asks whether the cloud is back. An answer to anything
 * closes it (circuit breaker: Nygard, Release It!, 2007). Used by one thread.
 */
public final class OffloadCircuit {
  private final int missesToOpen;
  private final long probeIntervalNanos;
  private int misses;
  private boolean open;
  private long lastProbeNanos;
  private long timesOpened;

  /**
   * @param missesToOpen misses in a row that open it
   * @param probeIntervalNanos between two probes while it is open
   */
  public OffloadCircuit(int missesToOpen, long probeIntervalNanos) {
    if (missesToOpen < 1 || probeIntervalNanos < 1) {
      throw new IllegalArgumentException(
          "missesToOpen and probeIntervalNanos must be >= 1: %d, %d"
              .formatted(missesToOpen, probeIntervalNanos));
    }
    this.missesToOpen = missesToOpen;
    this.probeIntervalNanos = probeIntervalNanos;
  }

  /** Whether frames are not to ask. */
  public boolean isOpen() {
    return open;
  }

  /** How often it has opened. */
  public long timesOpened() {
    return timesOpened;
  }

  /** Whether it is time to ask with a probe; if so, that is taken as done. */
  public boolean takeProbe(long nowNanos) {
    if (!open || nowNanos - lastProbeNanos < probeIntervalNanos) {
      return false;
    }
    lastProbeNanos = nowNanos;
    return true;
  }

  /** The cloud has answered something, and be it that it refuses. */
  public void answered() {
    misses = 0;
    open = false;
  }

  /** No answer came in time. */
  public void missed(long nowNanos) {
    misses++;
    if (!open && misses >= missesToOpen) {
      open = true;
      timesOpened++;
      lastProbeNanos = nowNanos;
    }
  }
}
