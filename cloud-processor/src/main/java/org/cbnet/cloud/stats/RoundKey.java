package org.cbnet.cloud.stats;

import java.util.Objects;

/**
 * One partition's row of a round of a run.
 *
 * @param runId run
 * @param strategy by name
 * @param modelHash bundle
 * @param configHash configuration
 * @param board board key
 * @param dataset data set of the frames; empty in the field
 * @param linkProfile emulated link; empty where the link is real
 * @param round within the run
 * @param partition of the input; rows of several never share a key, queries add them up
 */
public record RoundKey(
    String runId,
    String strategy,
    String modelHash,
    String configHash,
    String board,
    String dataset,
    String linkProfile,
    int round,
    int partition) {

  public RoundKey {
    Objects.requireNonNull(runId, "runId is null");
    Objects.requireNonNull(strategy, "strategy is null");
    Objects.requireNonNull(modelHash, "modelHash is null");
    Objects.requireNonNull(configHash, "configHash is null");
    Objects.requireNonNull(board, "board is null");
    Objects.requireNonNull(dataset, "dataset is null");
    Objects.requireNonNull(linkProfile, "linkProfile is null");
    if (round < 0) {
      throw new IllegalArgumentException("round must be >= 0: " + round);
    }
    if (partition < 0) {
      throw new IllegalArgumentException("partition must be >= 0: " + partition);
    }
  }

  /** The row of a group's round. */
  public static RoundKey of(Group group, int round, int partition) {
    return new RoundKey(
        group.runId(),
        group.strategy(),
        group.modelHash(),
        group.configHash(),
        group.board(),
        group.dataset(),
        group.linkProfile(),
        round,
        partition);
  }

  /** The same row of another partition. */
  public RoundKey at(int other) {
    return new RoundKey(
        runId, strategy, modelHash, configHash, board, dataset, linkProfile, round, other);
  }
}
