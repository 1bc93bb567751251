package org.cbnet.trainer.evaluation.accuracy;

import java.util.Comparator;
import java.util.Objects;

/**
 * How a trained network once did on the whole test set.
 *
 * @param bundleSha256 of the bundle's {@code bundle.json}
 * @param network trained
 * @param label how it was trained
 * @param seed of the training
 * @param frames in the test set
 * @param correct answered with the true label
 */
record RecordedAccuracy(
    String bundleSha256, String network, String label, long seed, int frames, int correct) {
  /** The order of the file: the same whatever was measured first. */
  static final Comparator<RecordedAccuracy> ORDER =
      Comparator.comparing(RecordedAccuracy::network)
          .thenComparing(RecordedAccuracy::label)
          .thenComparingLong(RecordedAccuracy::seed)
          .thenComparing(RecordedAccuracy::bundleSha256);

  RecordedAccuracy {
    Objects.requireNonNull(bundleSha256, "bundleSha256 is missing");
    Objects.requireNonNull(network, "network is missing");
    Objects.requireNonNull(label, "label is missing");
    if (frames < 1 || correct < 0 || correct > frames) {
      throw new IllegalArgumentException(
          "correct must be in 0..frames: %d of %d".formatted(correct, frames));
    }
  }

  double accuracy() {
    return (double) correct / frames;
  }
}
