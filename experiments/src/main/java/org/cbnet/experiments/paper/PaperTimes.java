package org.cbnet.experiments.paper;

import java.util.Optional;

/**
 * What the paper's graphs take here, alone and without what is around them, so that networks can be
 * accounted for as the paper's authors did: of a network with an exit they timed the trunk up to
 * where the exit branches off, and neither the exit's own layers nor its decision
 * (kunglab/branchynet, {@code net.py}, {@code test}). Only the accounting is theirs; a network's
 * whole times are the comparison's.
 *
 * @param dataSet that the networks were trained on
 * @param wholeMicros LeNet from image to scores
 * @param toExitMicros its trunk up to exit 1
 * @param fromExitMicros its trunk from there on
 * @param convertedToExitMicros the converting autoencoder and the trunk up to exit 1
 */
public record PaperTimes(
    String dataSet,
    double wholeMicros,
    double toExitMicros,
    double fromExitMicros,
    double convertedToExitMicros) {
  public PaperTimes {
    if (!(wholeMicros > 0 && toExitMicros > 0 && fromExitMicros > 0 && convertedToExitMicros > 0)) {
      throw new IllegalArgumentException(
          "times must be above 0: %s, %s, %s, %s"
              .formatted(wholeMicros, toExitMicros, fromExitMicros, convertedToExitMicros));
    }
  }

  /**
   * The mean time of an image in the authors' accounting; empty for strategies that they have not.
   *
   * @param strategy its id
   * @param exitRatio share of images that exit 1 answered
   */
  public Optional<Double> micros(String strategy, double exitRatio) {
    return switch (strategy) {
      case "edge-full" -> Optional.of(wholeMicros);
      case "early-exit" -> Optional.of(toExitMicros + (1 - exitRatio) * fromExitMicros);
      case "truncated" -> Optional.of(toExitMicros);
      case "cbnet-paper" -> Optional.of(convertedToExitMicros);
      default -> Optional.empty();
    };
  }
}
