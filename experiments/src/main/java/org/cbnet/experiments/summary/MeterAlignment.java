package org.cbnet.experiments.summary;

import java.util.Objects;

/**
 * How an external meter's log was laid beside a run's clock.
 *
 * @param log name of its file
 * @param agent device that the meter fed; null for this machine
 * @param samples in the log
 * @param rejectedLines that were no measurement
 * @param offsetSeconds by which the meter's clock was ahead at the first pattern
 * @param driftPpm how many more of the meter's microseconds pass in a second of the run's
 * @param residualMillis root mean square of what the patterns' edges are off the line by
 * @param correlation of the log with the patterns, 1 where it shows nothing but them
 * @param peakRatio how many times as well they fit there as anywhere else
 */
public record MeterAlignment(
    String log,
    String agent,
    long samples,
    long rejectedLines,
    double offsetSeconds,
    double driftPpm,
    double residualMillis,
    double correlation,
    double peakRatio) {
  public MeterAlignment {
    Objects.requireNonNull(log, "log is null");
  }
}
