package org.cbnet.experiments.alignment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A device's power over an hour as a meter with a clock of its own would log it: noise, samples
 * that come early or late or not at all, lines that are none. The same for the same settings.
 *
 * @param intervalNanos between samples
 * @param averagedNanos over which a sample is a mean; 0 for a moment
 * @param offsetNanos by which the meter is ahead at the run's start
 * @param driftPpm by how much it goes fast
 * @param seed of noise
 */
record SyntheticMeter(
    long intervalNanos, long averagedNanos, long offsetNanos, double driftPpm, long seed) {
  static final long SECOND = 1_000_000_000L;

  /** When the run starts: nobody knows what a monotonic clock counts from. */
  static final long RUN = 5_123_456_789_012L;

  /** First pattern. */
  static final long FIRST = RUN + 20 * SECOND;

  /** Last pattern. */
  static final long LAST = RUN + 3_600 * SECOND;

  static final double IDLE_WATTS = 2.3;
  static final int BLOCKS = 12;
  private static final double PATTERN_WATTS = 3.1;
  private static final double BLOCK_SECONDS = 120;
  // Supplies have capacitors: power follows load by this time constant.
  private static final double SETTLING_SECONDS = 0.015;
  private static final double NOISE_WATTS = 0.06;
  private static final int PARTS_OF_A_MEAN = 20;

  /** A time of known load between the patterns. */
  record Block(long fromNanos, long toNanos, double watts) {
    double joules() {
      return (IDLE_WATTS + watts) * (toNanos - fromNanos) / SECOND;
    }
  }

  static List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      long from = RUN + (long) ((400.25 + 240.5 * i) * SECOND);
      blocks.add(new Block(from, from + (long) (BLOCK_SECONDS * SECOND), 0.4 + 0.25 * i));
    }
    return blocks;
  }

  List<PlayedPattern> patterns() {
    LoadPattern pattern = LoadPattern.forMeter(Duration.ofNanos(intervalNanos), 1);
    return List.of(
        PlayedPattern.exactly(pattern, FIRST), PlayedPattern.exactly(pattern.reversed(), LAST));
  }

  /** What the meter's clock shows, without rounding. */
  double meterSeconds(long runNanos) {
    double run = (runNanos - RUN) / (double) SECOND;
    return (RUN + offsetNanos) / (double) SECOND + run * (1 + driftPpm * 1e-6);
  }

  /**
   * The log, from 5 s after the run's start on.
   *
   * @param played what of {@link #patterns} the device really played
   */
  String log(List<PlayedPattern> played) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder("# a plug's log\ntime_s,power_w\n");
    long end = LAST + played().toNanos() + 20 * SECOND;
    double rate = 1 + driftPpm * 1e-6;
    int line = 0;
    for (double at = 5 * (double) SECOND; at < end - RUN; at += intervalNanos / rate) {
      double late = (random.nextDouble() - 0.5) * 0.1 * intervalNanos;
      double watts = shown((at + late) / SECOND, played) + NOISE_WATTS * noise(random);
      boolean missing = random.nextDouble() < 0.03 || (line >= 2_000 && line < 2_010);
      line++;
      if (!missing) {
        double shown = (RUN + offsetNanos + (at + late) * rate) / SECOND;
        text.append(String.format(Locale.ROOT, "%.3f,%.2f\n", shown, watts));
      }
      if (line % 900 == 0) {
        text.append("reconnected\n");
      }
    }
    return text.toString();
  }

  private Duration played() {
    return LoadPattern.forMeter(Duration.ofNanos(intervalNanos), 1).length();
  }

  private double shown(double runSeconds, List<PlayedPattern> played) {
    if (averagedNanos == 0) {
      return watts(runSeconds, played);
    }
    double sum = 0;
    for (int i = 0; i < PARTS_OF_A_MEAN; i++) {
      double before = (i + 0.5) / PARTS_OF_A_MEAN * averagedNanos / SECOND;
      sum += watts(runSeconds - before, played);
    }
    return sum / PARTS_OF_A_MEAN;
  }

  private static double watts(double runSeconds, List<PlayedPattern> played) {
    double watts = IDLE_WATTS;
    for (Block block : blocks()) {
      watts += block.watts() * load(runSeconds, block.fromNanos(), block.toNanos());
    }
    for (PlayedPattern pattern : played) {
      // Far from it there is nothing of it left.
      double before = (pattern.startNanos() - RUN) / (double) SECOND - runSeconds;
      double after = runSeconds - (pattern.endNanos() - RUN) / (double) SECOND;
      for (Pulse pulse : before > 0 || after > 1 ? List.<Pulse>of() : pattern.pulses()) {
        watts += PATTERN_WATTS * load(runSeconds, pulse.startNanos(), pulse.endNanos());
      }
    }
    return watts;
  }

  // How much of a load between two moments shows: it rises and falls by the time constant.
  private static double load(double runSeconds, long fromNanos, long toNanos) {
    return risen(runSeconds - (fromNanos - RUN) / (double) SECOND)
        - risen(runSeconds - (toNanos - RUN) / (double) SECOND);
  }

  private static double risen(double seconds) {
    return seconds <= 0 ? 0 : 1 - Math.exp(-seconds / SETTLING_SECONDS);
  }

  // Twelve uniform numbers are near enough to a normal one, and the same on every Java.
  private static double noise(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
