package org.cbnet.cloud.comparison;

/**
 * How many times faster than the baseline.
 *
 * @param ratio median over the rounds of the baseline's median over the strategy's
 * @param low lower end of the 95 % interval; null with a single round
 * @param high upper end of the interval; null with a single round
 */
public record Speedup(double ratio, Double low, Double high) {}
