package org.cbnet.edge.energy.instrument;

/**
 * Energy from sampled power, by trapezoids.
 *
 * <p>What happened between two samples is judged by how much they differ: the variance of one
 * sample is taken as half the squared difference of neighbours (von Neumann's estimate, which a
 * slow drift does not raise), and each counts for the time that it stands for.
 */
final class PowerTrack {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Track track;
  private final long gapNanos;

  /**
   * @param gapNanos longest time between two samples that a trapezoid spans
   */
  PowerTrack(long holdNanos, long gapNanos) {
    this.track = new Track(holdNanos);
    this.gapNanos = gapNanos;
  }

  Track track() {
    return track;
  }

  void add(long atNanos, double watts) {
    if (!track.begun()) {
      track.begin(atNanos, watts);
      return;
    }
    long nanos = track.since(atNanos);
    if (nanos > gapNanos) {
      track.skip(atNanos, watts);
    } else if (nanos > 0) {
      double seconds = nanos / NANOS_PER_SECOND;
      double change = watts - track.lastWatts();
      track.add(
          atNanos,
          (track.lastWatts() + watts) / 2 * seconds,
          change * change / 2 * seconds * seconds,
          watts);
    }
  }
}
