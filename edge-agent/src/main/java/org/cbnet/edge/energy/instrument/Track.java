package org.cbnet.edge.energy.instrument;

/**
 * A running integral that is cut into laps at any moment, also between two samples. Not safe for
 * several threads.
 *
 * <ol>
 *   <li>Up to its next sample, the last power stands for a limited time: a lap takes what it comes
 *       to, and the next lap takes the rest of what the next sample shows. So no joule is in two
 *       laps and none is lost between them.
 *   <li>What no sample covers is in no sum.
 * </ol>
 */
final class Track {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long holdNanos;
  private boolean begun;
  private long lastNanos;
  private double lastWatts;
  private Sum sum = Sum.ZERO;
  private Sum charged = Sum.ZERO;
  private long lapNanos;
  private boolean lapped;
  private long gaps;

  /**
   * @param holdNanos how long a sample's power stands when no other follows
   */
  Track(long holdNanos) {
    this.holdNanos = holdNanos;
  }

  boolean begun() {
    return begun;
  }

  long gaps() {
    return gaps;
  }

  /** Nanoseconds since the last sample. */
  long since(long nowNanos) {
    return nowNanos - lastNanos;
  }

  double lastWatts() {
    return lastWatts;
  }

  /** Whether the last lap ended before the last sample, or while it still stood. */
  boolean unbrokenSinceLap() {
    return !lapped || lapNanos - lastNanos <= holdNanos;
  }

  void begin(long atNanos, double watts) {
    begun = true;
    lastNanos = atNanos;
    lastWatts = watts;
  }

  /** Adds what is known to have flowed since the last sample. */
  void add(long atNanos, double joules, double variance, double watts) {
    sum = sum.plus(new Sum(joules, since(atNanos), variance));
    begin(atNanos, watts);
  }

  /** Leaves out the time since the last sample, but for how long that stood. */
  void skip(long atNanos, double watts) {
    sum = upTo(atNanos);
    gaps++;
    begin(atNanos, watts);
  }

  /** What came since the last lap. */
  Sum lap(long nowNanos) {
    Sum now = upTo(nowNanos);
    Sum lap = now.minus(charged);
    charged = now;
    lapNanos = nowNanos;
    lapped = true;
    return lap;
  }

  private Sum upTo(long nowNanos) {
    if (!begun) {
      return sum;
    }
    // Below zero where a sample came while the lap was being told that ended before it.
    long held = Math.max(-holdNanos, Math.min(since(nowNanos), holdNanos));
    return sum.plus(new Sum(lastWatts * held / NANOS_PER_SECOND, held, 0));
  }

  /**
   * A stretch of time.
   *
   * @param joules that flowed while it was covered
   * @param coveredNanos how much of it samples cover
   * @param variance of the joules, from what may have happened between samples, J squared
   */
  record Sum(double joules, long coveredNanos, double variance) {
    private static final Sum ZERO = new Sum(0, 0, 0);

    private Sum plus(Sum other) {
      return new Sum(
          joules + other.joules, coveredNanos + other.coveredNanos, variance + other.variance);
    }

    private Sum minus(Sum other) {
      return new Sum(
          joules - other.joules, coveredNanos - other.coveredNanos, variance - other.variance);
    }
  }
}
