package org.cbnet.experiments.fleet;

import java.time.Duration;

/**
 * What a fleet is like: everything it sends is a function of this and of when it starts.
 *
 * @param devices how many there are, 1 to 1,000,000
 * @param resultsPerSecond of each device
 * @param batchResults results of each batch, 1 to 1,000
 * @param pairedShare share of the devices that belong to paired runs, in whole groups of four
 * @param seed of all that varies
 */
public record FleetPlan(
    int devices, double resultsPerSecond, int batchResults, double pairedShare, long seed) {
  /** Share of paired traffic that the throughput target is stated for. */
  public static final double PAIRED_SHARE = 0.1;

  private static final int MAX_DEVICES = 1_000_000;
  private static final int MAX_BATCH = 1_000;
  private static final double MAX_RATE = 1_000;

  public FleetPlan {
    check(devices >= 1 && devices <= MAX_DEVICES, "devices", "1 to 1000000", devices);
    check(
        resultsPerSecond > 0 && resultsPerSecond <= MAX_RATE,
        "resultsPerSecond",
        "above 0 and at most 1000",
        resultsPerSecond);
    check(
        batchResults >= 1 && batchResults <= MAX_BATCH, "batchResults", "1 to 1000", batchResults);
    check(pairedShare >= 0 && pairedShare <= 1, "pairedShare", "0 to 1", pairedShare);
  }

  /** Time from one batch of a device to its next. */
  public Duration period() {
    return Duration.ofNanos(Math.round(1e9 * batchResults / resultsPerSecond));
  }

  /**
   * When a result of a batch was captured; the last one waits half a frame time, as a batch is
   * closed by time and not by a frame.
   *
   * @param sentMicros when the batch was sent
   * @param position of the result in the batch, from 0
   */
  public long captureMicros(long sentMicros, int position) {
    double frames = batchResults - position - 0.5;
    return sentMicros - Math.round(frames * 1e6 / resultsPerSecond);
  }

  /** Devices in paired runs: the first ones, one arm each, four to a group. */
  int pairedDevices() {
    if (pairedShare == 0) {
      return 0;
    }
    int groups = Math.max(1, (int) Math.round(devices * pairedShare / Arm.PAIRED.size()));
    return Math.min(groups, devices / Arm.PAIRED.size()) * Arm.PAIRED.size();
  }

  private static void check(boolean holds, String name, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s must be %s: %s".formatted(name, rule, value));
    }
  }
}
