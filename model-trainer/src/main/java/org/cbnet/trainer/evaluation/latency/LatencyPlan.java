package org.cbnet.trainer.evaluation.latency;

/**
 * How much is measured.
 *
 * @param rounds in all, spread evenly over the processes
 * @param jvms fresh Java processes, one after another; fewer where there are fewer rounds
 * @param seed of the order of networks, and of the bootstrap
 */
public record LatencyPlan(int rounds, int jvms, long seed) {
  /** Rounds below which a speed-up is no claim. */
  public static final int CLAIM_ROUNDS = 400;

  /** Processes below which a speed-up is no claim. */
  public static final int CLAIM_JVMS = 5;

  /** Inferences of a network in a round. */
  public static final int BLOCK = 25;

  /** Inferences at the start of a block that refill caches and do not count. */
  public static final int DISCARDED = 5;

  // 2,500 inferences a network: the compiler's last tier has seen every path.
  private static final int WARM_UP_ROUNDS = 100;
  private static final int QUICK_WARM_UP_ROUNDS = 20;

  public LatencyPlan {
    if (rounds < 1 || jvms < 1) {
      throw new IllegalArgumentException(
          "rounds and jvms must be at least 1: %d, %d".formatted(rounds, jvms));
    }
    jvms = Math.min(jvms, rounds);
  }

  /** Whether it is enough for a claim; anything less is a quick look. */
  public boolean enoughForClaims() {
    return rounds >= CLAIM_ROUNDS && jvms >= CLAIM_JVMS;
  }

  /** Rounds of each process that do not count. */
  public int warmUpRounds() {
    return enoughForClaims() ? WARM_UP_ROUNDS : QUICK_WARM_UP_ROUNDS;
  }

  /** Rounds that count of one process. */
  int roundsOf(int jvm) {
    return rounds / jvms + (jvm < rounds % jvms ? 1 : 0);
  }

  /** Rounds, warm-up included, of the processes before one: where in the images it starts. */
  int roundsBefore(int jvm) {
    int before = 0;
    for (int i = 0; i < jvm; i++) {
      before += warmUpRounds() + roundsOf(i);
    }
    return before;
  }

  // A batch has 32 images, so fewer rounds see as many.
  int batchRoundsOf(int jvm) {
    return Math.max(1, roundsOf(jvm) / 4);
  }
}
