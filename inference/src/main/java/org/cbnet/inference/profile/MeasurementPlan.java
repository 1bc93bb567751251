package org.cbnet.inference.profile;

import java.time.Duration;

/**
 * How profiles are measured.
 *
 * @param rounds in each of which every graph has its turn
 * @param block that a graph's turn takes at least; one image more often than once where it is
 *     quicker
 * @param seed of the order in each round, and of the image
 */
public record MeasurementPlan(int rounds, Duration block, long seed) {
  /** Enough for a median that stays, on a machine that others use too. */
  public static final int ROUNDS = 100;

  // Where others use the processor too, most of such blocks are still undisturbed.
  private static final Duration BLOCK = Duration.ofNanos(500_000);
  private static final long SEED = 1;

  public MeasurementPlan {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1: " + rounds);
    }
    if (block.isNegative()) {
      throw new IllegalArgumentException("block must be >= 0: " + block);
    }
  }

  /** Blocks of 0.5 ms, always in the same order. */
  public static MeasurementPlan ofRounds(int rounds) {
    return new MeasurementPlan(rounds, BLOCK, SEED);
  }
}
