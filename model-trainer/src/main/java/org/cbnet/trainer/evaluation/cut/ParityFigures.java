package org.cbnet.trainer.evaluation.cut;

import java.util.List;

/**
 * How far two computations of the same logits agree.
 *
 * @param frames compared
 * @param largestDifference of any logit, absolute; NaN where one is no number
 * @param valuesOff logits that differ by more than {@link #ABSOLUTE} + {@link #RELATIVE} times the
 *     expected one, or are no number
 * @param labelsDiffer frames with another label, near-ties not counted
 * @param nearTies frames whose two largest expected logits are closer than what may differ, so that
 *     either label is right
 */
public record ParityFigures(
    int frames, double largestDifference, int valuesOff, int labelsDiffer, int nearTies) {
  /** What a logit may differ by, whatever its size. */
  public static final double ABSOLUTE = 1e-5;

  /** What a logit may differ by in proportion to its size. */
  public static final double RELATIVE = 1e-4;

  /** Compares the logits of all frames. */
  static ParityFigures of(List<float[]> expected, List<float[]> found) {
    if (expected.isEmpty() || expected.size() != found.size()) {
      throw new IllegalArgumentException(
          "compare as many answers as expected, and at least 1: %d with %d"
              .formatted(found.size(), expected.size()));
    }
    ParityFigures figures = new ParityFigures(0, 0, 0, 0, 0);
    for (int i = 0; i < expected.size(); i++) {
      figures = figures.with(expected.get(i), found.get(i));
    }
    return figures;
  }

  /** Whether the two can stand for each other. */
  public boolean holds() {
    return valuesOff == 0 && labelsDiffer == 0;
  }

  private ParityFigures with(float[] expected, float[] found) {
    if (expected.length != found.length) {
      throw new IllegalArgumentException(
          "expected %d logits, not %d".formatted(expected.length, found.length));
    }
    double largest = largestDifference;
    int off = valuesOff;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs((double) expected[i] - found[i]);
      // Math.max keeps NaN, and the comparison is written so that NaN is off.
      largest = Math.max(largest, difference);
      off += difference <= allowed(expected[i]) ? 0 : 1;
    }
    boolean tie = isNearTie(expected);
    boolean differs = largest(expected, -1) != largest(found, -1);
    return new ParityFigures(
        frames + 1,
        largest,
        off,
        labelsDiffer + (differs && !tie ? 1 : 0),
        nearTies + (tie ? 1 : 0));
  }

  private static double allowed(float expected) {
    return ABSOLUTE + RELATIVE * Math.abs(expected);
  }

  private static boolean isNearTie(float[] logits) {
    float first = logits[largest(logits, -1)];
    float second = logits[largest(logits, largest(logits, -1))];
    return (double) first - second <= allowed(first) + allowed(second);
  }

  // Index of the largest value but one; ties go to the lower class, as in strategies.
  private static int largest(float[] logits, int but) {
    int largest = but == 0 ? 1 : 0;
    for (int i = 0; i < logits.length; i++) {
      if (i != but && logits[i] > logits[largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
