package org.cbnet.trainer.evaluation.latency;

import java.util.Arrays;
import java.util.List;
import org.cbnet.trainer.evaluation.Interval;
import org.cbnet.trainer.evaluation.Samples;

/**
 * How many times as fast one network is as another, from rounds in which both ran back to back.
 *
 * <p>Cores of shared machines change speed within seconds, so percentiles pooled over a run can't
 * be divided; a round is short enough for both to meet the same speed.
 *
 * @param ratio median over all rounds of the quotient within a round
 * @param low lower end of the 95 % bootstrap interval over processes, then rounds
 * @param high upper end
 */
public record Ratio(double ratio, double low, double high) {
  /**
   * Standard deviation of a ratio's logarithm from one run to the next, which no resampling of one
   * run can tell: the machine is in its slow state for more of one than of the other. Measured in
   * docs/design/007-evaluation-method.md.
   */
  private static final double BETWEEN_RUNS = 0.005;

  public Ratio {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low must be <= high: " + low + ", " + high);
    }
  }

  /** Whether the two intervals have a value in common. */
  public boolean overlaps(Ratio other) {
    return low <= other.high && other.low <= high;
  }

  /** Whether a value lies within the interval. */
  public boolean holds(double value) {
    return low <= value && value <= high;
  }

  /**
   * With the interval that another run of the same networks is expected in, too: the variance
   * between runs added to that within (Guide to the Expression of Uncertainty in Measurement, 2008,
   * 5.1.2), on the logarithmic scale. A network divided by itself, without any scatter, stays 1.
   */
  public Ratio acrossRuns() {
    if (low == high) {
      return this;
    }
    double between = ClusterBootstrap.Z * BETWEEN_RUNS;
    return new Ratio(
        ratio,
        ratio * Math.exp(-Math.hypot(Math.log(ratio / low), between)),
        ratio * Math.exp(Math.hypot(Math.log(high / ratio), between)));
  }

  /**
   * The ratio of two series.
   *
   * @param baseline one figure a process and round
   * @param other one figure a process and round, of the same rounds
   * @param seed of the bootstrap
   */
  static Ratio of(double[][] baseline, double[][] other, long seed) {
    double[][] quotients = quotients(baseline, other);
    Interval interval = ClusterBootstrap.interval(quotients, seed);
    double ratio =
        new Samples(Arrays.stream(quotients).flatMapToDouble(Arrays::stream).toArray()).median();
    return new Ratio(ratio, interval.low(), interval.high());
  }

  /** The ratio of each process alone: how much of the interval is between processes. */
  static List<Double> byProcess(double[][] baseline, double[][] other) {
    return Arrays.stream(quotients(baseline, other))
        .map(process -> new Samples(process).median())
        .toList();
  }

  private static double[][] quotients(double[][] baseline, double[][] other) {
    double[][] quotients = new double[baseline.length][];
    for (int process = 0; process < quotients.length; process++) {
      quotients[process] = new double[baseline[process].length];
      for (int round = 0; round < quotients[process].length; round++) {
        quotients[process][round] = baseline[process][round] / other[process][round];
      }
    }
    return quotients;
  }
}
