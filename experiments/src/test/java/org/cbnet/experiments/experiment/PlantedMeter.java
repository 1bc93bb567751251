package org.cbnet.experiments.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.cbnet.experiments.alignment.LoadPattern;
import org.cbnet.experiments.alignment.PlayedPattern;
import org.cbnet.experiments.alignment.Pulse;
import org.cbnet.experiments.rows.EnergyRow;

/**
 * A meter outside, whose clock is seconds away and drifts, beside a device whose inferences take
 * what they were made to take.
 *
 * @param rows intervals of the run that it logs
 * @param joules of an inference, by arm
 */
record PlantedMeter(List<EnergyRow> rows, Map<String, Double> joules) {
  static final double AHEAD_SECONDS = 7.3;
  static final double DRIFT_PPM = 150;
  private static final Duration INTERVAL = Duration.ofMillis(10);
  private static final double IDLE_WATTS = 2;
  private static final double PULSE_WATTS = 3;
  private static final double NOISE_WATTS = 0.05;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long GAP_NANOS = Duration.ofSeconds(2).toNanos();

  PlayedPattern before() {
    LoadPattern pattern = LoadPattern.forMeter(INTERVAL, 1);
    return PlayedPattern.exactly(
        pattern, rows.get(0).startNanos() - GAP_NANOS - pattern.length().toNanos());
  }

  PlayedPattern after() {
    EnergyRow last = rows.get(rows.size() - 1);
    return PlayedPattern.exactly(
        LoadPattern.forMeter(INTERVAL, 1).reversed(),
        last.startNanos() + last.durationNanos() + GAP_NANOS);
  }

  /** As CSV. */
  String log() {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder text = new StringBuilder("time_s,power_w\n");
    long begin = before().startNanos();
    long end = after().endNanos();
    for (long at = begin - GAP_NANOS; at < end + GAP_NANOS; at += INTERVAL.toNanos()) {
      double run = (at - begin) / NANOS_PER_SECOND;
      text.append(
          String.format(
              Locale.ROOT,
              "%.4f,%.3f%n",
              begin / NANOS_PER_SECOND + AHEAD_SECONDS + run * (1 + DRIFT_PPM / 1e6),
              watts(at) + NOISE_WATTS * (random.nextDouble() - 0.5)));
    }
    return text.toString();
  }

  private double watts(long at) {
    double watts = IDLE_WATTS;
    for (EnergyRow row : rows) {
      if (at >= row.startNanos() && at < row.startNanos() + row.durationNanos()) {
        watts +=
            joules.get(row.arm()) * row.inferences() / (row.durationNanos() / NANOS_PER_SECOND);
      }
    }
    for (PlayedPattern pattern : List.of(before(), after())) {
      for (Pulse pulse : pattern.pulses()) {
        watts += at >= pulse.startNanos() && at < pulse.endNanos() ? PULSE_WATTS : 0;
      }
    }
    return watts;
  }
}
