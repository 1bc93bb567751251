package org.cbnet.experiments.bench.method;

import java.util.List;
import java.util.Map;
import org.cbnet.experiments.method.PairedRounds;

/**
 * What the method said of one repetition.
 *
 * @param form of it
 * @param sameSpread standard deviation of the logarithms of processes' ratios, of the same bundle
 *     against itself
 * @param samePValue two-sided, of the same bundle against itself
 * @param plantedPValue one-sided, that the planted slowdown makes the arm slower
 * @param smallPValue the same of 2 %
 */
record Repetition(
    Form form, double sameSpread, double samePValue, double plantedPValue, double smallPValue) {
  static final double LEVEL = 0.05;

  /**
   * Judges the clusters of one repetition.
   *
   * @param seed of the tests
   */
  static Repetition of(Form form, List<Map<Comparison, Turns>> clusters, long seed) {
    PairedRounds same =
        new PairedRounds(baseline(clusters, Comparison.SAME), arm(clusters, Comparison.SAME));
    return new Repetition(
        form,
        same.spread(),
        same.pValueTwoSided(1, seed),
        slowerPValue(clusters, Comparison.PLANTED, seed),
        slowerPValue(clusters, Comparison.SMALL, seed));
  }

  boolean isSameRejected() {
    return samePValue <= LEVEL;
  }

  boolean isPlantedFound() {
    return plantedPValue <= LEVEL;
  }

  boolean isSmallFound() {
    return smallPValue <= LEVEL;
  }

  // That the baseline is faster than the arm.
  private static double slowerPValue(
      List<Map<Comparison, Turns>> clusters, Comparison comparison, long seed) {
    return new PairedRounds(arm(clusters, comparison), baseline(clusters, comparison))
        .pValue(1, seed);
  }

  private static double[][][] baseline(
      List<Map<Comparison, Turns>> clusters, Comparison comparison) {
    return clusters.stream()
        .map(cluster -> cluster.get(comparison).baseline())
        .toArray(double[][][]::new);
  }

  private static double[][][] arm(List<Map<Comparison, Turns>> clusters, Comparison comparison) {
    return clusters.stream()
        .map(cluster -> cluster.get(comparison).arm())
        .toArray(double[][][]::new);
  }
}
