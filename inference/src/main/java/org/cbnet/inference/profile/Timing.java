package org.cbnet.inference.profile;

/**
 * How long something took, over rounds, for one image.
 *
 * @param p10Nanos a tenth of the rounds was quicker; wall time, like the next two
 * @param medianNanos the figure to reckon with
 * @param p90Nanos a tenth of the rounds was slower
 * @param cpuNanos of processor time of the thread, the mean over all rounds: systems count it in
 *     steps of up to 10 ms, so that a single round tells little
 */
public record Timing(long p10Nanos, long medianNanos, long p90Nanos, long cpuNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

  public Timing {
    if (p10Nanos < 0 || medianNanos < p10Nanos || p90Nanos < medianNanos || cpuNanos < 0) {
      throw new IllegalArgumentException(
          "times must be >= 0 and in order: p10 %d, median %d, p90 %d, cpu %d"
              .formatted(p10Nanos, medianNanos, p90Nanos, cpuNanos));
    }
  }

  /** A time without a spread, of a thread that computes throughout. */
  public static Timing of(double nanos) {
    long rounded = Math.round(nanos);
    return new Timing(rounded, rounded, rounded, rounded);
  }

  /** All of it longer or shorter by a factor. */
  public Timing times(double factor) {
    if (!(factor >= 0 && Double.isFinite(factor))) {
      throw new IllegalArgumentException("factor must be finite and >= 0: " + factor);
    }
    return new Timing(
        Math.round(p10Nanos * factor),
        Math.round(medianNanos * factor),
        Math.round(p90Nanos * factor),
        Math.round(cpuNanos * factor));
  }

  /**
   * Energy above that of the idle board.
   *
   * @param wattsPerCore that one busy core adds: of a board's linear model the slope over its cores
   */
  public double joules(double wattsPerCore) {
    return cpuNanos / NANOS_PER_SECOND * wattsPerCore;
  }
}
