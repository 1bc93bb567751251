package org.cbnet.trainer.evaluation.accuracy;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How a trained network once did on the whole test set, at one threshold where it has exits.
 *
 * @param bundleSha256 of the bundle's {@code bundle.json}
 * @param network trained
 * @param label how it was trained
 * @param seed of the training
 * @param thresholdNats entropy below which exit 1 answered; null without exits
 * @param ownThreshold whether it was trained for this threshold, so that the accuracy on validation
 *     images that its training told belongs to it
 * @param frames in the test set
 * @param correct answered with the true label
 * @param rightFrames which these are, see {@link RightFrames}
 */
record RecordedAccuracy(
    String bundleSha256,
    String network,
    String label,
    long seed,
    Double thresholdNats,
    boolean ownThreshold,
    int frames,
    int correct,
    String rightFrames) {
  /** The order of the file: the same whatever was measured first. */
  static final Comparator<RecordedAccuracy> ORDER =
      Comparator.comparing(RecordedAccuracy::network)
          .thenComparing(RecordedAccuracy::label)
          .thenComparingLong(RecordedAccuracy::seed)
          .thenComparing(RecordedAccuracy::bundleSha256)
          .thenComparing(
              RecordedAccuracy::thresholdNats, Comparator.nullsFirst(Comparator.naturalOrder()));

  RecordedAccuracy {
    Objects.requireNonNull(bundleSha256, "bundleSha256 is missing");
    Objects.requireNonNull(network, "network is missing");
    Objects.requireNonNull(label, "label is missing");
    if (frames < 1 || correct < 0 || correct > frames) {
      throw new IllegalArgumentException(
          "correct must be in 0..frames: %d of %d".formatted(correct, frames));
    }
    Objects.requireNonNull(rightFrames, "rightFrames is missing");
    int right = RightFrames.read(rightFrames, frames).cardinality();
    if (right != correct) {
      throw new IllegalArgumentException(
          "rightFrames holds %d frames, correct says %d".formatted(right, correct));
    }
  }

  /** Whether it is of this network at this threshold; empty is without exits. */
  boolean isOf(Cell cell, OptionalDouble threshold) {
    return bundleSha256.equals(cell.bundleSha256())
        && (threshold.isPresent()
            ? thresholdNats != null && thresholdNats == threshold.getAsDouble()
            : thresholdNats == null);
  }

  BitSet right() {
    return RightFrames.read(rightFrames, frames);
  }

  double accuracy() {
    return (double) correct / frames;
  }
}
