package org.cbnet.experiments.method;

import java.util.Arrays;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.trainer.evaluation.Interval;
import org.cbnet.trainer.evaluation.Samples;
import org.cbnet.trainer.evaluation.latency.ClusterBootstrap;

/**
 * Two arms that took turns on the same frames: how many times as long the baseline took as the arm,
 * and whether that is more than chance.
 *
 * <p>What is independent is a Java process (JVM), and nothing below it: rounds of one session share
 * the places of its memory, sessions of one process its compiled code. So the tests flip the signs
 * of whole processes. An effect of a process is the mean over its sessions of the median of the
 * logarithms of its rounds' ratios.
 *
 * <p>Why not sessions: in a simulation with rounds that scatter by 3 %, sessions by 0.5 % and
 * processes by 0.3 % (standard deviations), flipped sessions of 5 processes x 4 sessions x 20
 * rounds rejected more often than they may, and flipped processes could not reject at all, since 5
 * signs leave a two-sided p-value of 1/16 at best. 10 processes x 2 sessions x 20 rounds measure as
 * many rounds and keep the level; the figures are in docs/design/034-comparing-method.md. Figures
 * are microseconds, or anything else in one unit. Immutable.
 */
public final class PairedRounds {
  private final double[][][] ratios;

  /**
   * Takes one figure a round, for example its median or mean; the arrays are not kept.
   *
   * @param baselineMicros by JVM, session and round
   * @param armMicros of the same rounds
   * @throws IllegalArgumentException where the two do not have the same shape, a level is empty, or
   *     a figure is not a positive number
   */
  public PairedRounds(double[][][] baselineMicros, double[][][] armMicros) {
    requireSame("JVMs", baselineMicros.length, armMicros.length);
    ratios = new double[baselineMicros.length][][];
    for (int jvm = 0; jvm < ratios.length; jvm++) {
      requireSame("sessions of a JVM", baselineMicros[jvm].length, armMicros[jvm].length);
      ratios[jvm] = new double[baselineMicros[jvm].length][];
      for (int session = 0; session < ratios[jvm].length; session++) {
        ratios[jvm][session] = ratios(baselineMicros[jvm][session], armMicros[jvm][session]);
      }
    }
  }

  /**
   * How many times as fast the arm is: the median over all rounds of the ratio within a round. Its
   * 95 % interval is a {@link ClusterBootstrap} over JVMs, sessions and rounds.
   *
   * @param seed of the draws
   */
  public Figure speedup(long seed) {
    double[] all =
        Arrays.stream(ratios).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray();
    Interval interval = ClusterBootstrap.interval(ratios, seed);
    return new Figure(new Samples(all).median(), interval.low(), interval.high());
  }

  /**
   * How likely what was measured, or more, is where the ratio is not above the margin. One-sided,
   * by sign flips of whole JVMs; the p-value is a multiple of 2 to the power of minus the JVMs.
   *
   * @param marginRatio that the ratio must exceed; 1 for merely faster
   * @param seed of the flips, which are drawn of more than 16 JVMs only
   */
  public double pValue(double marginRatio, long seed) {
    return SignFlips.oneSided(effects(marginRatio), seed);
  }

  /**
   * How likely what was measured, or more in any direction, is where the ratio is the given one.
   *
   * @param ratio that is held against what was measured; 1 for equally fast
   * @param seed of the flips, which are drawn of more than 16 JVMs only
   */
  public double pValueTwoSided(double ratio, long seed) {
    return SignFlips.twoSided(effects(ratio), seed);
  }

  /**
   * How far effects of processes lie apart: the standard deviation of the logarithms of their
   * ratios. It is what a test by whole processes has to see through.
   *
   * @throws IllegalStateException where there is one process
   */
  public double spread() {
    return new Samples(effects(1))
        .deviation()
        .orElseThrow(() -> new IllegalStateException("one process has no spread"));
  }

  /**
   * The smallest p-value that {@link #pValue} can have: a definition whose correction asks for less
   * can show nothing, however large an effect is.
   */
  public static double smallestPValue(int jvms) {
    return SignFlips.smallest(jvms);
  }

  private double[] effects(double ratio) {
    if (!(ratio > 0 && Double.isFinite(ratio))) {
      throw new IllegalArgumentException("ratio must be above 0: " + ratio);
    }
    double held = Math.log(ratio);
    return Arrays.stream(ratios)
        .mapToDouble(
            jvm ->
                Arrays.stream(jvm).mapToDouble(PairedRounds::logMedian).average().orElseThrow()
                    - held)
        .toArray();
  }

  private static double logMedian(double[] rounds) {
    return new Samples(Arrays.stream(rounds).map(Math::log).toArray()).median();
  }

  private static double[] ratios(double[] baseline, double[] arm) {
    requireSame("rounds of a session", baseline.length, arm.length);
    double[] quotients = new double[baseline.length];
    for (int round = 0; round < quotients.length; round++) {
      requirePositive(baseline[round]);
      requirePositive(arm[round]);
      quotients[round] = baseline[round] / arm[round];
    }
    return quotients;
  }

  private static void requireSame(String what, int baseline, int arm) {
    if (baseline != arm || baseline < 1) {
      throw new IllegalArgumentException(
          "%s of baseline and arm must be as many, at least 1: %d, %d"
              .formatted(what, baseline, arm));
    }
  }

  private static void requirePositive(double micros) {
    if (!(micros > 0 && Double.isFinite(micros))) {
      throw new IllegalArgumentException("a round's figure must be above 0: " + micros);
    }
  }
}
