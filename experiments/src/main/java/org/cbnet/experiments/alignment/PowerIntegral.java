package org.cbnet.experiments.alignment;

/**
 * Energy under a log's samples by trapezoids, in the meter's own seconds.
 *
 * <p>What may have happened between two samples is judged by how much they differ, as the agent
 * does (docs/design/012): variance (difference squared / 2) x time squared. Over a gap the line
 * between its ends is taken for anything from nothing to twice itself.
 */
final class PowerIntegral {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double GAP_INTERVALS = 3;
  private static final double SHORTEST_GAP_MILLIS = 1_000;

  private final MeterLog log;
  private final double gapMillis;
  private double joules;
  private double variance;
  private double coveredMillis;

  /** Integrates between two moments of the meter's clock. */
  PowerIntegral(MeterLog log, double fromMillis, double toMillis) {
    this.log = log;
    this.gapMillis = Math.max(SHORTEST_GAP_MILLIS, GAP_INTERVALS * log.intervalMillis());
    int last = log.samples() - 1;
    for (int i = Math.max(0, log.firstFrom(fromMillis) - 1); i < last; i++) {
      double from = Math.max(fromMillis, log.millis(i));
      double to = Math.min(toMillis, log.millis(i + 1));
      if (log.millis(i) >= toMillis) {
        break;
      }
      if (to > from) {
        add(i, from, to);
      }
    }
  }

  double joules() {
    return joules;
  }

  /** Square of joules. */
  double variance() {
    return variance;
  }

  double coveredMillis() {
    return coveredMillis;
  }

  /** By how much power differs within a time around a moment, as a line between samples has it. */
  double stepWatts(double atMillis, double aroundMillis) {
    return Math.abs(watts(atMillis + aroundMillis) - watts(atMillis - aroundMillis));
  }

  private void add(int sample, double from, double to) {
    double seconds = (to - from) / MILLIS_PER_SECOND;
    double energy = (watts(from) + watts(to)) / 2 * seconds;
    joules += energy;
    if (log.millis(sample + 1) - log.millis(sample) > gapMillis) {
      variance += energy * energy / 3;
      return;
    }
    coveredMillis += to - from;
    double change = log.watts(sample + 1) - log.watts(sample);
    variance += change * change / 2 * seconds * seconds;
  }

  private double watts(double atMillis) {
    int next = log.firstFrom(atMillis);
    if (next == 0) {
      return log.watts(0);
    }
    if (next == log.samples()) {
      return log.watts(next - 1);
    }
    double share = (atMillis - log.millis(next - 1)) / (log.millis(next) - log.millis(next - 1));
    return log.watts(next - 1) + share * (log.watts(next) - log.watts(next - 1));
  }
}
