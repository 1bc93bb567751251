package org.cbnet.inference.strategy;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.planning.CutCosts;
import org.cbnet.inference.planning.Goal;

/**
 * What strategies that ask the cloud need beside their bundle.
 *
 * @param offloader carries questions; strategies share it, whoever opened it closes it
 * @param deadline from decoded pixels to label, whatever the link does
 * @param precision of features on their way
 * @param compression of features on their way
 * @param probeInterval between two questions that only ask how the link is
 * @param missesToOpen misses in a row after which frames no longer ask
 * @param fallback a network that answers where the own one's rest would take more than half of the
 *     deadline on the device
 * @param goal of {@code partition}
 * @param costs of {@code partition}'s cuts on this machine and in the cloud
 * @param fixedCut the only cut that {@code partition} uses, by its id; for measuring
 */
public record Offloading(
    Offloader offloader,
    Duration deadline,
    Precision precision,
    Compression compression,
    Duration probeInterval,
    int missesToOpen,
    Optional<ModelBundle> fallback,
    Goal goal,
    CutCosts costs,
    Optional<String> fixedCut) {

  public Offloading {
    Objects.requireNonNull(offloader, "offloader is null");
    Objects.requireNonNull(precision, "precision is null");
    Objects.requireNonNull(compression, "compression is null");
    Objects.requireNonNull(fallback, "fallback is null");
    Objects.requireNonNull(goal, "goal is null");
    Objects.requireNonNull(costs, "costs is null");
    Objects.requireNonNull(fixedCut, "fixedCut is null");
    if (deadline.isNegative() || deadline.isZero() || probeInterval.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException(
          "deadline and probeInterval must be above 0: %s, %s".formatted(deadline, probeInterval));
    }
    if (missesToOpen < 1) {
      throw new IllegalArgumentException("missesToOpen must be >= 1: " + missesToOpen);
    }
  }
}
