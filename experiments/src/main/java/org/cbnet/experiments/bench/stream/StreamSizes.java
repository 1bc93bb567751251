package org.cbnet.experiments.bench.stream;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds in which each contender runs once
 * @param devices of the fleet whose traffic the contenders read
 * @param batchedResults on the topics in batches of 20
 * @param singleResults on the topics one by one
 * @param warmUp left out of each run
 * @param atMost measured of each run
 * @param fleets sizes that the product's pace is compared over
 * @param stateDevices of the smaller and of the larger fleet whose states are compared
 * @param freshness how long a live fleet is watched
 * @param commitInterval of all contenders
 */
record StreamSizes(
    int rounds,
    int devices,
    long batchedResults,
    long singleResults,
    Duration warmUp,
    Duration atMost,
    List<Integer> fleets,
    List<Integer> stateDevices,
    Duration freshness,
    Duration commitInterval) {
  // The product's default.
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(5);

  // A just-in-time compiler has not done with the product for a minute and more.
  static final StreamSizes FULL =
      new StreamSizes(
          5,
          1_000,
          72_000_000,
          6_000_000,
          Duration.ofSeconds(90),
          Duration.ofSeconds(20),
          List.of(100, 1_000, 10_000, 50_000),
          List.of(1_000, 50_000),
          Duration.ofSeconds(120),
          COMMIT_INTERVAL);
  static final StreamSizes QUICK =
      new StreamSizes(
          3,
          1_000,
          4_000_000,
          600_000,
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          List.of(100, 10_000),
          List.of(200, 4_000),
          Duration.ofSeconds(30),
          COMMIT_INTERVAL);

  /** The same with another number of rounds. */
  StreamSizes in(int otherRounds) {
    return new StreamSizes(
        otherRounds,
        devices,
        batchedResults,
        singleResults,
        warmUp,
        atMost,
        fleets,
        stateDevices,
        freshness,
        commitInterval);
  }
}
