package org.cbnet.experiments.recount;

/**
 * What the results of one hour and one group come to.
 *
 * @param results classified and failed
 * @param failed of these, without a label
 * @param labelled classified, and the true label is known
 * @param correct of the labelled, predicted right
 * @param totalNanos sum of the times from pixels to label
 * @param energySamples of the group
 * @param netNanojoules of the samples that have a net
 */
public record HourRow(
    long results,
    long failed,
    long labelled,
    long correct,
    long totalNanos,
    long energySamples,
    long netNanojoules) {
  static final HourRow NONE = new HourRow(0, 0, 0, 0, 0, 0, 0);

  /** The sum of both. */
  public HourRow plus(HourRow other) {
    return new HourRow(
        results + other.results,
        failed + other.failed,
        labelled + other.labelled,
        correct + other.correct,
        totalNanos + other.totalNanos,
        energySamples + other.energySamples,
        netNanojoules + other.netNanojoules);
  }

  HourRow times(int sign) {
    return new HourRow(
        sign * results,
        sign * failed,
        sign * labelled,
        sign * correct,
        sign * totalNanos,
        sign * energySamples,
        sign * netNanojoules);
  }
}
