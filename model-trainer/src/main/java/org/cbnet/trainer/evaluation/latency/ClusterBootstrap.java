package org.cbnet.trainer.evaluation.latency;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.trainer.evaluation.Interval;
import org.cbnet.trainer.evaluation.Samples;

/**
 * The 95 % interval of a median over processes, sessions and rounds, from a bootstrap in levels:
 * processes are drawn with replacement, then sessions within each, then rounds within each of those
 * (Davison and Hinkley, Bootstrap Methods and their Application, 1997, 3.8). Rounds of one process
 * share the places that its memory and its compiled code happened to get, so that they tell less
 * than as many of different processes. Where processes have one session each, it is a bootstrap in
 * two levels.
 *
 * <p>The quantiles are those of the expanded percentile interval (Hesterberg, "What Teachers Should
 * Know About the Bootstrap", The American Statistician 69, 2015): few processes differ less among
 * themselves than all would, and a bootstrap knows nothing of Student's t.
 */
public final class ClusterBootstrap {
  /** Two-sided 95 % quantile of the normal distribution. */
  static final double Z = 1.959963984540054;

  private static final int RESAMPLES = 10_000;

  private final double[] sorted;
  // By process, session and round: the value's place among all.
  private final int[][][] ranks;
  private final int[] counts;

  private ClusterBootstrap(double[][][] values) {
    this.sorted =
        Arrays.stream(values)
            .flatMap(Arrays::stream)
            .flatMapToDouble(Arrays::stream)
            .sorted()
            .toArray();
    this.ranks =
        Arrays.stream(values)
            .map(process -> Arrays.stream(process).map(this::ranks).toArray(int[][]::new))
            .toArray(int[][][]::new);
    this.counts = new int[sorted.length];
  }

  /**
   * The interval where each process has one session.
   *
   * @param values by process and round
   * @param seed of the draws
   */
  static Interval interval(double[][] values, long seed) {
    return interval(
        Arrays.stream(values).map(rounds -> new double[][] {rounds}).toArray(double[][][]::new),
        seed);
  }

  /**
   * The interval.
   *
   * @param values by process, session and round; at least one of each
   * @param seed of the draws
   */
  public static Interval interval(double[][][] values, long seed) {
    ClusterBootstrap bootstrap = new ClusterBootstrap(values);
    RandomGenerator random = new SplittableRandom(seed);
    double[] medians = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      medians[i] = bootstrap.resampledMedian(random);
    }
    Samples spread = new Samples(medians);
    // Of a single process the sessions are what is drawn first.
    double tail = tail(values.length > 1 ? values.length : values[0].length);
    return new Interval(spread.quantile(tail), spread.quantile(1 - tail));
  }

  /** Share of the resampled figures beyond each end, for so many clusters that are drawn first. */
  public static double tail(int clusters) {
    if (clusters == 1) {
      // Nothing tells how clusters differ: only rounds are drawn, and there are many.
      return 0.025;
    }
    double widened = Math.sqrt(clusters / (clusters - 1.0)) * studentT(clusters - 1);
    return normalTail(widened);
  }

  private int[] ranks(double[] rounds) {
    return Arrays.stream(rounds).mapToInt(value -> Arrays.binarySearch(sorted, value)).toArray();
  }

  // Counting is faster than sorting each resample.
  private double resampledMedian(RandomGenerator random) {
    Arrays.fill(counts, 0);
    int drawn = 0;
    for (int i = 0; i < ranks.length; i++) {
      int[][] process = ranks[random.nextInt(ranks.length)];
      for (int j = 0; j < process.length; j++) {
        // A single session takes no draw: two-level intervals that were recorded can be had again.
        int[] session = process[process.length == 1 ? 0 : random.nextInt(process.length)];
        for (int round = 0; round < session.length; round++) {
          counts[session[random.nextInt(session.length)]]++;
        }
        drawn += session.length;
      }
    }
    return (nth((drawn - 1) / 2) + nth(drawn / 2)) / 2;
  }

  private double nth(int n) {
    int rank = 0;
    for (int before = counts[0]; before <= n; before += counts[rank]) {
      rank++;
    }
    return sorted[rank];
  }

  /** Quantile 0.975 of Student's t (Abramowitz and Stegun 1964, 26.7.5, to the fourth order). */
  static double studentT(int degrees) {
    double z2 = Z * Z;
    double g1 = Z * (z2 + 1) / 4;
    double g2 = Z * ((5 * z2 + 16) * z2 + 3) / 96;
    double g3 = Z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    double g4 = Z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92_160;
    double v = degrees;
    return Z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v;
  }

  /** Share of the normal distribution above z > 0 (Abramowitz and Stegun 1964, 26.2.17). */
  static double normalTail(double z) {
    double t = 1 / (1 + 0.2316419 * z);
    double series =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
  }
}
