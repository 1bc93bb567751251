package org.cbnet.trainer.evaluation.report;

import org.cbnet.trainer.evaluation.accuracy.AccuracyDifference;
import org.cbnet.trainer.evaluation.latency.Ratio;

/**
 * Two rows of an evaluation set against each other directly, from the same frames and rounds; the
 * names of the components are the keys of the JSON.
 *
 * @param name of the one
 * @param other name of the other
 * @param accuracy of the one minus that of the other, over seeds and images
 * @param hardAccuracy the same on hard frames alone; null where none are told
 * @param speedup how many times as fast the one is, from per-round medians
 * @param meanSpeedup the same from per-round means: what a stream of frames costs
 */
public record Comparison(
    String name,
    String other,
    AccuracyDifference accuracy,
    AccuracyDifference hardAccuracy,
    Ratio speedup,
    Ratio meanSpeedup) {
  /** How far apart latencies may be and still count as equal, as of controls sized alike. */
  static final double EQUAL_LATENCY = 0.05;

  /**
   * Whether the other beats the one on the front of accuracy and latency: shown to be faster and at
   * least as accurate, or of equal latency at most and shown to be more accurate. What only noise
   * tells apart is not decided by it.
   */
  boolean dominated() {
    boolean faster = speedup.high() < 1;
    boolean asFast = speedup.ratio() <= 1 + EQUAL_LATENCY;
    return (faster && accuracy.difference() <= 0) || (asFast && accuracy.high() < 0);
  }
}
