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
  /** Whether the other is at least as accurate and faster, by the figures as they are. */
  boolean dominated() {
    return accuracy.difference() <= 0 && speedup.ratio() < 1;
  }
}
