package org.cbnet.trainer.evaluation.latency;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Latency from decoded pixels to label, in microseconds.
 *
 * @param p50 median of all measurements
 * @param p95 95 % were at most this
 * @param p99 99 % were at most this
 * @param mean of all measurements
 * @param p10Block 10 % of the block medians were at most this: the machine at its fastest
 * @param p90Block 90 % of the block medians were at most this: the machine at its slowest
 */
@JsonPropertyOrder({"p50", "p95", "p99", "mean", "p10Block", "p90Block"})
public record LatencyFigures(
    double p50, double p95, double p99, double mean, double p10Block, double p90Block) {}
