package org.cbnet.cloud.pairing;

import java.util.List;
import java.util.Map;

/**
 * A run's strategies compared frame by frame.
 *
 * @param cohorts frames that may be compared, by data set, board and link
 * @param position of the outcomes that this reflects: topic-partition to the first offset not
 *     covered
 */
public record PairedReport(List<CohortReport> cohorts, Map<String, Long> position) {

  public PairedReport {
    cohorts = List.copyOf(cohorts);
  }

  /**
   * Frames of one data set, board and link.
   *
   * @param dataset data set; null where there is none
   * @param board board key
   * @param linkProfile emulated link; null where the link is real
   * @param arms that each frame is given
   * @param frames that all arms had
   * @param open frames that wait for an arm
   * @param unpaired frames whose slot was closed, after an hour, before all arms had them
   * @param unpairedOutcomes outcomes of these, and those that came after
   * @param repeated outcomes of an arm that had the frame before
   * @param unexpected outcomes of an arm beyond those declared
   * @param pairs with the baseline, in order of the strategies
   */
  public record CohortReport(
      String dataset,
      String board,
      String linkProfile,
      int arms,
      long frames,
      long open,
      long unpaired,
      long unpairedOutcomes,
      long repeated,
      long unexpected,
      List<PairReport> pairs) {

    public CohortReport {
      pairs = List.copyOf(pairs);
    }
  }
}
