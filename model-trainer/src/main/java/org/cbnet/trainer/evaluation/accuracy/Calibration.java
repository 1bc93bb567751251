package org.cbnet.trainer.evaluation.accuracy;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a network is right as often as it is sure.
 *
 * @param expectedError mean over answers of the distance between a bin's accuracy and its mean
 *     confidence (expected calibration error; Guo et al., "On Calibration of Modern Neural
 *     Networks", ICML 2017, equation 3)
 * @param bins of equal width from 0 to 1, for a reliability plot
 */
public record Calibration(double expectedError, List<Bin> bins) {
  /** As many as in the source. */
  static final int BINS = 15;

  /**
   * Answers of about the same confidence.
   *
   * @param low lowest confidence, not in the bin unless it is 0
   * @param high highest confidence, in the bin
   * @param count of answers
   * @param confidence mean; null in an empty bin
   * @param accuracy share of right answers; null in an empty bin
   */
  public record Bin(double low, double high, int count, Double confidence, Double accuracy) {}

  public Calibration {
    bins = List.copyOf(bins);
  }

  /** Over all frames that were answered; 0 where none was. */
  public static Calibration of(Answers answers) {
    int[] counts = new int[BINS];
    int[] right = new int[BINS];
    double[] confidences = new double[BINS];
    int answered = 0;
    for (int i = 0; i < answers.frames(); i++) {
      if (answers.label(i) != Answers.NONE) {
        int bin = bin(answers.confidence(i));
        counts[bin]++;
        right[bin] += answers.right(i) ? 1 : 0;
        confidences[bin] += answers.confidence(i);
        answered++;
      }
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int b = 0; b < BINS; b++) {
      boolean empty = counts[b] == 0;
      bins.add(
          new Bin(
              (double) b / BINS,
              (double) (b + 1) / BINS,
              counts[b],
              empty ? null : confidences[b] / counts[b],
              empty ? null : (double) right[b] / counts[b]));
      error += Math.abs(right[b] - confidences[b]);
    }
    return new Calibration(answered == 0 ? 0 : error / answered, bins);
  }

  private static int bin(double confidence) {
    return Math.max(0, (int) Math.ceil(confidence * BINS) - 1);
  }
}
