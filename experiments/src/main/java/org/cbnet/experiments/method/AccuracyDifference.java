package org.cbnet.experiments.method;

import org.cbnet.cloud.pairing.McNemar;
import org.cbnet.experiments.summary.Figure;

/**
 * The accuracy of an arm less that of its baseline, on the same labelled frames. Difference,
 * interval and McNemar's exact test are the cloud's own ({@link McNemar}), so that its comparison
 * and a report agree; a margin is tested by the score test of Tango (Statistics in Medicine 17,
 * 1998).
 *
 * @param bothRight frames that both predicted right
 * @param armOnly frames that only the arm predicted right
 * @param baselineOnly frames that only the baseline predicted right
 * @param bothWrong frames that neither predicted right
 */
public record AccuracyDifference(long bothRight, long armOnly, long baselineOnly, long bothWrong) {
  public AccuracyDifference {
    if (Math.min(Math.min(bothRight, armOnly), Math.min(baselineOnly, bothWrong)) < 0
        || bothRight + armOnly + baselineOnly + bothWrong < 1) {
      throw new IllegalArgumentException(
          "counts must be at least 0, and one of them 1: %d, %d, %d, %d"
              .formatted(bothRight, armOnly, baselineOnly, bothWrong));
    }
  }

  /**
   * Of which frames each predicted right.
   *
   * @param armRight by frame
   * @param baselineRight by the same frames
   */
  public static AccuracyDifference of(boolean[] armRight, boolean[] baselineRight) {
    if (armRight.length != baselineRight.length) {
      throw new IllegalArgumentException(
          "arm and baseline must have the same frames: %d, %d"
              .formatted(armRight.length, baselineRight.length));
    }
    long[] table = new long[4];
    for (int frame = 0; frame < armRight.length; frame++) {
      table[(armRight[frame] ? 0 : 2) + (baselineRight[frame] ? 0 : 1)]++;
    }
    return new AccuracyDifference(table[0], table[1], table[2], table[3]);
  }

  /** As a share, with the 95 % interval of Newcombe's method 10 (1998). */
  public Figure difference() {
    McNemar.Difference found = table().accuracyDifference();
    return new Figure(found.difference(), found.low(), found.high());
  }

  /** McNemar's exact conditional test, two-sided: small where the two are not equally right. */
  public double equalAccuracyPValue() {
    return table().exactP();
  }

  /**
   * Non-inferiority: how likely what was seen is where the arm loses the margin or more. Small
   * where it loses less; nothing else may be called as accurate.
   *
   * @param margin share of accuracy that may be lost, in [0, 1)
   */
  public double notLessAccuratePValue(double margin) {
    return above(margin, -margin);
  }

  /**
   * How likely what was seen is where the arm is not more accurate by more than the margin.
   *
   * @param margin share of accuracy that must be gained, in [0, 1)
   */
  public double moreAccuratePValue(double margin) {
    return above(margin, margin);
  }

  // McNemar's exact test where it has an answer; it has none for a margin.
  private double above(double margin, double bound) {
    if (!(margin >= 0 && margin < 1)) {
      throw new IllegalArgumentException("margin must be in [0, 1): " + margin);
    }
    return margin == 0
        ? table().exactOneSidedP()
        : TangoScore.pValue(armOnly, baselineOnly, table().frames(), bound);
  }

  private McNemar table() {
    return new McNemar(bothRight, armOnly, baselineOnly, bothWrong);
  }
}
