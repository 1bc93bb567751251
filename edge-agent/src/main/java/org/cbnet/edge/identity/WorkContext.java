package org.cbnet.edge.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * Under what a result was made. A batch and an energy interval hold results of exactly one.
 *
 * @param strategy by name
 * @param modelHash identity of the bundle
 * @param configHash identity of the effective configuration
 * @param runId execution of an experiment; empty in the field
 * @param round within the run, from 0
 * @param dataset of the frames; empty in the field
 * @param linkProfile emulated link; empty where it is real
 * @param pairedArms arms that are given each frame of the round; empty where it is not paired
 */
public record WorkContext(
    String strategy,
    String modelHash,
    String configHash,
    Optional<String> runId,
    int round,
    Optional<String> dataset,
    Optional<String> linkProfile,
    Optional<Integer> pairedArms) {

  public WorkContext {
    Objects.requireNonNull(strategy, "strategy is null");
    Objects.requireNonNull(modelHash, "modelHash is null");
    Objects.requireNonNull(configHash, "configHash is null");
    Objects.requireNonNull(runId, "runId is null");
    Objects.requireNonNull(dataset, "dataset is null");
    Objects.requireNonNull(linkProfile, "linkProfile is null");
    Objects.requireNonNull(pairedArms, "pairedArms is null");
    if (round < 0) {
      throw new IllegalArgumentException("round must be at least 0: " + round);
    }
  }

  /** The same work in another round. */
  public WorkContext inRound(int other) {
    return new WorkContext(
        strategy, modelHash, configHash, runId, other, dataset, linkProfile, pairedArms);
  }
}
