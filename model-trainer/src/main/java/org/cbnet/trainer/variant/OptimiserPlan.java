package org.cbnet.trainer.variant;

import org.cbnet.trainer.evaluation.latency.LatencyPlan;

/**
 * How much is measured, and how much a choice needs.
 *
 * @param rounds of the latency measurement
 * @param imagesHeldBack that there are for choices, all of which a choice needs
 * @param seed of the order of variants and of the bootstrap
 */
public record OptimiserPlan(int rounds, int imagesHeldBack, long seed) {
  /** Rounds below which nothing is chosen. */
  public static final int CHOICE_ROUNDS = LatencyPlan.CLAIM_ROUNDS;

  public OptimiserPlan {
    if (rounds < 1 || imagesHeldBack < 1) {
      throw new IllegalArgumentException(
          "rounds and imagesHeldBack must be at least 1: %d, %d".formatted(rounds, imagesHeldBack));
    }
  }

  /**
   * Whether it is enough to change what agents run; anything less is a quick look.
   *
   * @param images shown, of those held back
   */
  public boolean enoughForChoice(int images) {
    return rounds >= CHOICE_ROUNDS && images >= imagesHeldBack;
  }
}
