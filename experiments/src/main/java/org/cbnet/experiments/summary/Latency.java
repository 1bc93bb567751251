package org.cbnet.experiments.summary;

import java.util.List;

/**
 * What frames of one arm took, decoded pixels to label, microseconds.
 *
 * @param p50 median
 * @param p95 quantile
 * @param p99 quantile
 * @param mean mean; early exit has two kinds of frames, which a median does not show
 * @param percentiles quantiles 0, 0.01 ... 1 for a curve: 101 of them
 */
public record Latency(double p50, double p95, double p99, double mean, List<Double> percentiles) {
  public Latency {
    percentiles = List.copyOf(percentiles);
  }
}
