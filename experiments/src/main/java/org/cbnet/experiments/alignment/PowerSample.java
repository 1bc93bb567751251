package org.cbnet.experiments.alignment;

/**
 * What a meter showed.
 *
 * @param atNanos moment of the meter's clock, nanoseconds from whatever it counts from
 * @param watts power
 */
record PowerSample(long atNanos, double watts) {}
