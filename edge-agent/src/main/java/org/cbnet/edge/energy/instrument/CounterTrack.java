package org.cbnet.edge.energy.instrument;

import java.util.OptionalDouble;

/**
 * Energy from an instrument's own counter.
 *
 * <p>The counter goes on while nobody looks, so it bridges a stretch without samples, if that lies
 * within one lap: a share of it can't be charged to a lap that has been told already. A counter
 * that falls, or rises faster than any device uses energy, begins anew.
 */
final class CounterTrack {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int TRUSTED_STEPS = 2;

  private final Track track;
  private final long gapNanos;
  private final long bridgeNanos;
  private double lastJoules;
  private double largestStep;
  private int steps;

  /**
   * @param gapNanos from which time between two samples on there is a gap
   * @param bridgeNanos longest gap that the counter bridges
   */
  CounterTrack(long holdNanos, long gapNanos, long bridgeNanos) {
    this.track = new Track(holdNanos);
    this.gapNanos = gapNanos;
    this.bridgeNanos = bridgeNanos;
  }

  Track track() {
    return track;
  }

  /** Whether the counter was seen to move, so that its steps are known. */
  boolean trusted() {
    return steps >= TRUSTED_STEPS;
  }

  /**
   * The largest step between two looks, joules; a counter that is brought up to date once a minute
   * shows it here.
   */
  double largestStep() {
    return largestStep;
  }

  /**
   * @param watts power at the moment, where the instrument shows it too
   */
  void add(long atNanos, double joules, OptionalDouble watts) {
    if (!track.begun()) {
      lastJoules = joules;
      track.begin(atNanos, watts.orElse(0));
      return;
    }
    long nanos = track.since(atNanos);
    if (nanos <= 0) {
      return;
    }
    double rise = joules - lastJoules;
    double seconds = nanos / NANOS_PER_SECOND;
    lastJoules = joules;
    boolean gap = nanos > gapNanos;
    boolean bridged = nanos <= bridgeNanos && track.unbrokenSinceLap();
    if (!Sample.plausible(rise, seconds) || (gap && !bridged)) {
      track.skip(atNanos, watts.orElse(track.lastWatts()));
      return;
    }
    if (!gap && rise > 0) {
      steps++;
      largestStep = Math.max(largestStep, rise);
    }
    track.add(atNanos, rise, 0, watts.orElse(rise / seconds));
  }
}
