package org.cbnet.trainer.evaluation;

import java.util.Arrays;

/** Measured latencies of one strategy, in microseconds, by round. */
final class Latency {
  private final double[][] blocks;

  Latency(double[][] blocks) {
    this.blocks = blocks;
  }

  /** Over all measurements; for the ratio of two networks see {@link Ratio}. */
  LatencyFigures figures() {
    Samples all = new Samples(Arrays.stream(blocks).flatMapToDouble(Arrays::stream).toArray());
    Samples medians = new Samples(medians());
    return new LatencyFigures(
        all.median(),
        all.quantile(0.95),
        all.quantile(0.99),
        all.mean(),
        medians.quantile(0.1),
        medians.quantile(0.9));
  }

  /** Median of each round. */
  double[] medians() {
    return Arrays.stream(blocks).mapToDouble(block -> new Samples(block).median()).toArray();
  }

  /** Mean of each round. */
  double[] means() {
    return Arrays.stream(blocks).mapToDouble(block -> new Samples(block).mean()).toArray();
  }
}
