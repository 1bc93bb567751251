package org.cbnet.experiments.alignment;

/**
 * What share of full load a meter would show for a played pattern: the load itself, or its mean
 * over the time that the meter averages. In steps of a millisecond. Milliseconds are those since an
 * origin of the run's clock.
 */
final class Template {
  private static final double NANOS_PER_MILLI = 1e6;

  private final double startMillis;
  private final float[] shares;

  /**
   * @param originNanos moment of the run's clock that is millisecond 0
   * @param windowMillis over which the meter averages, to the moment of its sample; 0 for a moment
   */
  Template(PlayedPattern pattern, long originNanos, double windowMillis) {
    this.startMillis = (pattern.startNanos() - originNanos) / NANOS_PER_MILLI;
    double[] loaded = loaded(pattern);
    this.shares = new float[loaded.length - 1];
    for (int i = 0; i < shares.length; i++) {
      shares[i] =
          windowMillis < 1
              ? (float) (loaded[i + 1] - loaded[i])
              : (float)
                  ((until(loaded, i + 0.5) - until(loaded, i + 0.5 - windowMillis)) / windowMillis);
    }
  }

  double startMillis() {
    return startMillis;
  }

  double endMillis() {
    return startMillis + shares.length;
  }

  double centreMillis() {
    return startMillis + shares.length / 2.0;
  }

  double lengthMillis() {
    return shares.length;
  }

  /** The share at a moment of the run within the pattern. */
  double share(double runMillis) {
    int step = (int) (runMillis - startMillis);
    return shares[Math.max(0, Math.min(step, shares.length - 1))];
  }

  // Milliseconds of load from the pattern's start to each of its milliseconds.
  private static double[] loaded(PlayedPattern pattern) {
    double length = (pattern.endNanos() - pattern.startNanos()) / NANOS_PER_MILLI;
    double[] sum = new double[(int) Math.ceil(length) + 1];
    for (Pulse pulse : pattern.pulses()) {
      double from = (pulse.startNanos() - pattern.startNanos()) / NANOS_PER_MILLI;
      double to = (pulse.endNanos() - pattern.startNanos()) / NANOS_PER_MILLI;
      for (int i = (int) from; i < to && i < sum.length - 1; i++) {
        sum[i + 1] += Math.min(to, i + 1) - Math.max(from, i);
      }
    }
    for (int i = 1; i < sum.length; i++) {
      sum[i] += sum[i - 1];
    }
    return sum;
  }

  private static double until(double[] loaded, double millis) {
    if (millis <= 0) {
      return 0;
    }
    int whole = Math.min((int) millis, loaded.length - 2);
    return loaded[whole] + (loaded[whole + 1] - loaded[whole]) * (millis - whole);
  }
}
