package org.cbnet.trainer.evaluation.accuracy;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One finished training, as {@code ./cbnet train} wrote it down.
 *
 * @param network trained
 * @param label how it was trained, {@code plain} or {@code distilled}
 * @param seed of the training
 * @param validationAccuracy on the validation images; null where not told
 * @param bundleSha256 of the bundle's {@code bundle.json}
 * @param folder of the bundle below the data set's folder; null where it was not kept
 */
record Cell(
    String network,
    String label,
    long seed,
    Double validationAccuracy,
    String bundleSha256,
    String folder) {
  Cell {
    Objects.requireNonNull(network, "network is missing");
    Objects.requireNonNull(label, "label is missing");
    Objects.requireNonNull(bundleSha256, "bundleSha256 is missing");
  }

  /** For notes. */
  String title() {
    return "%s (%s, seed %d)".formatted(network, label, seed);
  }

  /** For notes, with the threshold at which it answers, if any. */
  String title(OptionalDouble thresholdNats) {
    return thresholdNats.isPresent()
        ? "%s at %s nats".formatted(title(), thresholdNats.getAsDouble())
        : title();
  }
}
