package org.cbnet.trainer.evaluation.cut;

/**
 * What it costs and saves to code the features that cross a cut.
 *
 * @param frames compared
 * @param correct labels with coded features
 * @param correctWhole labels of the network in one piece
 * @param labelsDiffer frames on which the two answer differently
 * @param largestPayload bytes of all tensors of one frame with their scales and zero points, before
 *     compression
 * @param meanBytes that a frame's tensors have after compression
 */
public record CodingFigures(
    int frames,
    int correct,
    int correctWhole,
    int labelsDiffer,
    long largestPayload,
    double meanBytes) {

  /** Accuracy with coded features less that of the whole, in points. */
  public double pointsGained() {
    return 100.0 * (correct - correctWhole) / frames;
  }
}
