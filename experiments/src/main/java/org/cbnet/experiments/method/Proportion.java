package org.cbnet.experiments.method;

import org.cbnet.experiments.summary.Figure;
import org.cbnet.trainer.evaluation.Interval;

/** A share of frames, as the evaluation tells it. */
public final class Proportion {
  private Proportion() {}

  /**
   * The share with Wilson's score interval (Journal of the American Statistical Association 22,
   * 1927), 95 %.
   *
   * @param right of them
   * @param of frames, at least 1
   */
  public static Figure wilson(long right, long of) {
    if (of < 1 || right < 0 || right > of) {
      throw new IllegalArgumentException(
          "right must be in [0, of], of at least 1: %d, %d".formatted(right, of));
    }
    Interval interval = Interval.wilson(right, of);
    return new Figure((double) right / of, interval.low(), interval.high());
  }
}
