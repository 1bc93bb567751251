package org.cbnet.cloud.pairing;

import org.cbnet.cloud.pairing.McNemar.Difference;

/**
 * A strategy beside the baseline, frame by frame. Differences are the strategy's less the
 * baseline's.
 *
 * @param name of the strategy
 * @param model its bundle
 * @param config its configuration
 * @param baselineModel the baseline's bundle
 * @param baselineConfig the baseline's configuration
 * @param frames that all arms had
 * @param bothRight labelled frames that both predicted right
 * @param baselineOnly labelled frames that only the baseline predicted right
 * @param strategyOnly labelled frames that only the strategy predicted right
 * @param bothWrong labelled frames that neither predicted right
 * @param unlabelled frames whose true label is not known
 * @param failed frames that one of the two failed to classify
 * @param mcnemarExactP two-sided exact conditional p-value; null of no labelled frame
 * @param accuracyDifference with its 95 % interval by Newcombe's method 10; null of no labelled
 *     frame
 * @param latencyDifferenceMicros of frames that both classified; null of none
 * @param verdict what may be said, see {@link #verdict}
 */
public record PairReport(
    String name,
    String model,
    String config,
    String baselineModel,
    String baselineConfig,
    long frames,
    long bothRight,
    long baselineOnly,
    long strategyOnly,
    long bothWrong,
    long unlabelled,
    long failed,
    Double mcnemarExactP,
    Difference accuracyDifference,
    LatencyDifference latencyDifferenceMicros,
    String verdict) {
  private static final double LEVEL = 0.05;

  /**
   * Times per frame, microseconds.
   *
   * @param median within 1 %
   * @param mean exactly
   */
  public record LatencyDifference(double median, double mean) {}

  /**
   * Of a row.
   *
   * @param isBaselineFirst whether the row's first arm is the baseline
   * @param cohort whose frames these are
   */
  static PairReport of(
      Arm strategy, Arm baseline, boolean isBaselineFirst, PairRow row, PairingCounts cohort) {
    McNemar table = isBaselineFirst ? row.table().reversed() : row.table();
    boolean isLabelled = table.frames() > 0;
    Double p = isLabelled ? table.exactP() : null;
    return new PairReport(
        strategy.strategy(),
        strategy.model(),
        strategy.config(),
        baseline.model(),
        baseline.config(),
        row.frames(),
        table.bothRight(),
        table.secondOnly(),
        table.firstOnly(),
        table.bothWrong(),
        row.unlabelled(),
        row.failed(),
        p,
        isLabelled ? table.accuracyDifference() : null,
        latency(row.differences(), isBaselineFirst ? -1 : 1),
        verdict(table, p, cohort));
  }

  /**
   * {@code more-accurate}, {@code less-accurate}, {@code no-difference-shown} at 5 %, or {@code
   * no-labels}; followed by {@code -unpaired-frames-left-out} where a slot was closed before all
   * arms had the frame, else by {@code -so-far} where frames wait for an arm.
   */
  private static String verdict(McNemar table, Double p, PairingCounts cohort) {
    String found;
    if (p == null) {
      found = "no-labels";
    } else if (p >= LEVEL) {
      found = "no-difference-shown";
    } else {
      found = table.firstOnly() > table.secondOnly() ? "more-accurate" : "less-accurate";
    }
    if (cohort.count(PairingCounter.UNPAIRED) > 0) {
      return found + "-unpaired-frames-left-out";
    }
    return cohort.count(PairingCounter.OPEN) > 0 ? found + "-so-far" : found;
  }

  private static LatencyDifference latency(Differences differences, int sign) {
    return differences.count() == 0
        ? null
        : new LatencyDifference(
            sign * differences.quantileMicros(0.5), sign * differences.meanMicros());
  }
}
