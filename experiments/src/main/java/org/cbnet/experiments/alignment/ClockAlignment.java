package org.cbnet.experiments.alignment;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A meter's log on a run's clock.
 *
 * <p>The patterns are looked for by cross-correlation over the whole log (C. Knapp, G. Carter, The
 * Generalized Correlation Method for Estimation of Time Delay, IEEE Trans. ASSP 24, 1976), placed
 * to the millisecond by least squares over all their samples, and a line through them gives offset
 * and drift. Meters that show moments and such that show means over half or all of an interval are
 * tried, and the one that fits best is taken. A delay in the meter itself is part of the offset.
 * Immutable.
 *
 * <p>Between two patterns the meter's clock is taken to go evenly; a meter that sets its clock in
 * between is only noticed where a third pattern was played there. Play patterns that differ, such
 * as one and its {@link LoadPattern#reversed}.
 */
public final class ClockAlignment {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double PPM = 1e6;
  private static final double[] AVERAGED_INTERVALS = {0, 0.5, 1};
  // Of 100 samples chance makes 0.4 somewhere in an hour's log, but hardly for both patterns.
  private static final double LEAST_CORRELATION = 0.4;
  private static final double LEAST_PEAK_RATIO = 1.2;
  private static final double LEAST_COVERED = 0.9;

  private final MeterLog log;
  private final long originNanos;
  private final ClockFit fit;

  private ClockAlignment(MeterLog log, long originNanos, ClockFit fit) {
    this.log = log;
    this.originNanos = originNanos;
    this.fit = fit;
  }

  /**
   * Finds the patterns in the log.
   *
   * @param patterns as played, two or more, at the start and at the end of what is to be measured
   * @throws AlignmentException where they are not in the log, or could as well be elsewhere in it
   */
  public static ClockAlignment of(MeterLog log, List<PlayedPattern> patterns)
      throws AlignmentException {
    List<PlayedPattern> ordered =
        patterns.stream().sorted(Comparator.comparingLong(PlayedPattern::startNanos)).toList();
    check(log, ordered);
    long origin = ordered.get(0).startNanos();
    double chip = chipMillis(ordered);
    double interval = log.intervalMillis();
    ClockFit best = null;
    LagSearch.Found found = null;
    for (double averaged : AVERAGED_INTERVALS) {
      double window = averaged * interval;
      List<Template> templates =
          ordered.stream().map(pattern -> new Template(pattern, origin, window)).toList();
      // Within half a chip the window moves nothing that the search would see.
      if (found == null || window > chip / 2) {
        found = new LagSearch(log, templates, chip).find(window + interval);
      }
      ClockFit fit = ClockFit.of(log, templates, found, chip, window);
      if (best == null || fit.correlation() > best.correlation()) {
        best = fit;
      }
    }
    ClockAlignment alignment = new ClockAlignment(log, origin, best);
    alignment.checkDistinct();
    return alignment;
  }

  /** By how much the meter's clock is ahead of the run's at the start of the first pattern. */
  public double offsetSeconds() {
    return (log.firstNanos() - originNanos) / NANOS_PER_SECOND
        + fit.line().lagAt(0) / MILLIS_PER_SECOND;
  }

  /** How many more of the meter's microseconds pass in a second of the run's. */
  public double driftPpm() {
    return fit.line().rate() * PPM;
  }

  /** Root mean square of what the edges in each quarter of a pattern are off the line by. */
  public double residualMillis() {
    return fit.residualMillis();
  }

  /** Correlation of the log with the patterns, 1 where it shows nothing but them. */
  public double correlation() {
    return fit.correlation();
  }

  /** How many times as well the patterns fit here as anywhere else in the log. */
  public double peakRatio() {
    return fit.found().peak() / fit.found().secondPeak();
  }

  /** A moment of the run as the meter's clock shows it, nanoseconds. */
  public long meterNanos(long runNanos) {
    return log.firstNanos() + Math.round(meterMillis(runNanos) * NANOS_PER_MILLI);
  }

  /**
   * Energy from one moment of the run to another, by trapezoids, in the run's seconds.
   *
   * @throws AlignmentException where the log covers less than 90 % of the time without gaps
   */
  public AlignedEnergy alignedJoules(long fromNanos, long toNanos) throws AlignmentException {
    if (toNanos <= fromNanos) {
      throw new IllegalArgumentException(
          "the time must end after its start: %d, %d".formatted(fromNanos, toNanos));
    }
    // A mean over a window stands for its middle.
    double late = fit.windowMillis() / 2;
    double from = meterMillis(fromNanos) + late;
    double to = meterMillis(toNanos) + late;
    PowerIntegral integral = new PowerIntegral(log, from, to);
    double covered = Math.min(1, integral.coveredMillis() / (to - from));
    if (covered < LEAST_COVERED) {
      throw new AlignmentException(
          String.format(
              Locale.ROOT,
              "the log covers %.1f of %.1f s: %.0f %% are needed",
              covered * (to - from) / MILLIS_PER_SECOND,
              (to - from) / MILLIS_PER_SECOND,
              LEAST_COVERED * 100));
    }
    double variance = integral.variance() + endVariance(integral, from) + endVariance(integral, to);
    double scale = 1 + fit.line().rate();
    return new AlignedEnergy(integral.joules() / scale, Math.sqrt(variance) / scale, covered);
  }

  // An end lies between two samples, and off by what the clocks disagree: times the step of power.
  private double endVariance(PowerIntegral integral, double atMillis) {
    double interval = log.intervalMillis();
    double square = residualMillis() * residualMillis() + interval * interval / 12;
    double step = integral.stepWatts(atMillis, interval + residualMillis());
    return square / (MILLIS_PER_SECOND * MILLIS_PER_SECOND) * step * step;
  }

  private double meterMillis(long runNanos) {
    return fit.line().toMeter((runNanos - originNanos) / NANOS_PER_MILLI);
  }

  private void checkDistinct() throws AlignmentException {
    if (correlation() < LEAST_CORRELATION || peakRatio() < LEAST_PEAK_RATIO) {
      throw new AlignmentException(
          String.format(
              Locale.ROOT,
              "the patterns are not to be found in the log: at the best place correlation is %.2f"
                  + " (%.2f needed), %.2f times that of the next best (%.2f needed). Does the log"
                  + " span the run, does its meter feed this machine alone, and is its interval of"
                  + " %.0f ms the one that the patterns were made for?",
              correlation(),
              LEAST_CORRELATION,
              peakRatio(),
              LEAST_PEAK_RATIO,
              log.intervalMillis()));
    }
  }

  private static void check(MeterLog log, List<PlayedPattern> patterns) throws AlignmentException {
    if (patterns.size() < 2) {
      throw new AlignmentException(
          "patterns are missing: one at the start and one at the end are needed for offset and"
              + " drift, %d played".formatted(patterns.size()));
    }
    for (int i = 1; i < patterns.size(); i++) {
      if (patterns.get(i).startNanos() < patterns.get(i - 1).endNanos()) {
        throw new IllegalArgumentException("patterns must not overlap: " + patterns.get(i));
      }
    }
    if (log.samples() < 2 * LoadPattern.FEWEST_SAMPLES) {
      throw new AlignmentException(
          "the log has %d samples, %d are needed: %d lines could not be read"
              .formatted(log.samples(), 2 * LoadPattern.FEWEST_SAMPLES, log.rejectedLines()));
    }
  }

  // A quarter of the pulses and more are one chip long; a few may have been cut short.
  private static double chipMillis(List<PlayedPattern> patterns) {
    long[] lengths =
        patterns.stream()
            .flatMap(pattern -> pattern.pulses().stream())
            .mapToLong(pulse -> pulse.endNanos() - pulse.startNanos())
            .sorted()
            .toArray();
    return lengths[lengths.length / 4] / NANOS_PER_MILLI;
  }
}
