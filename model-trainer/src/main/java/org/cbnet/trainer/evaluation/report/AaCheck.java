package org.cbnet.trainer.evaluation.report;

import org.cbnet.trainer.evaluation.latency.Ratio;

/**
 * The baseline measured against itself under another name: what the instrument answers where the
 * truth is 1.
 *
 * @param ratio from per-round medians
 * @param low end of its interval
 * @param high end of its interval
 * @param meanRatio from per-round means
 * @param meanLow end of its interval
 * @param meanHigh end of its interval
 * @param passed whether both intervals contain 1.00, and that of the medians lies within 2 % of it
 */
public record AaCheck(
    double ratio,
    double low,
    double high,
    double meanRatio,
    double meanLow,
    double meanHigh,
    boolean passed) {
  /** Widest distance of an end of the interval from 1. */
  private static final double TOLERANCE = 0.02;

  static AaCheck of(Ratio medians, Ratio means) {
    boolean passed =
        medians.holds(1)
            && medians.low() >= 1 - TOLERANCE
            && medians.high() <= 1 + TOLERANCE
            && means.holds(1);
    return new AaCheck(
        medians.ratio(),
        medians.low(),
        medians.high(),
        means.ratio(),
        means.low(),
        means.high(),
        passed);
  }
}
