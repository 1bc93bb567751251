package org.cbnet.experiments.summary;

import java.util.Objects;
import java.util.Optional;

/**
 * One arm under one condition.
 *
 * @param name of the arm
 * @param strategy that ran it
 * @param network that its bundle holds
 * @param frames timed
 * @param failed of them, without an answer
 * @param accuracyFrames frames of its accuracy
 * @param accuracy share of right labels with Wilson's interval; empty where no label is known
 * @param latency of the timed frames; empty where none was classified
 * @param speedup of medians: how many times as long the baseline took, within a round; empty for
 *     what was not measured beside it
 * @param meanSpeedup the same of means
 * @param exitRatio share answered by an early exit
 * @param offloadRatio share that asked the cloud
 * @param fallbackRatio share that the device answered in the cloud's place
 * @param bytesUpPerFrame to the cloud for inference, telemetry not counted
 * @param bytesDownPerFrame from it
 * @param energy empty where there is none
 */
public record ArmSummary(
    String name,
    String strategy,
    String network,
    long frames,
    long failed,
    long accuracyFrames,
    Optional<Figure> accuracy,
    Optional<Latency> latency,
    Optional<Figure> speedup,
    Optional<Figure> meanSpeedup,
    double exitRatio,
    double offloadRatio,
    double fallbackRatio,
    double bytesUpPerFrame,
    double bytesDownPerFrame,
    Optional<Energy> energy) {
  public ArmSummary {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(strategy, "strategy is null");
    Objects.requireNonNull(network, "network is null");
    Objects.requireNonNull(accuracy, "accuracy is null");
    Objects.requireNonNull(latency, "latency is null");
    Objects.requireNonNull(speedup, "speedup is null");
    Objects.requireNonNull(meanSpeedup, "meanSpeedup is null");
    Objects.requireNonNull(energy, "energy is null");
  }
}
