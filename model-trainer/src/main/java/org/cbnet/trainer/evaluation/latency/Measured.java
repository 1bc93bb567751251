package org.cbnet.trainer.evaluation.latency;

/**
 * What was measured of one subject.
 *
 * @param subject as asked for
 * @param latency of single frames
 * @param throughputPerSecond frames a second in batches of 32: from the median of all rounds'
 *     medians; null where it takes no batches
 */
public record Measured(Subject subject, Latency latency, Double throughputPerSecond) {}
