package org.cbnet.cloud.pairing;

import java.util.Objects;
import org.cbnet.cloud.state.OutcomeBlock;

/**
 * Whose frames may be compared with each other: another board or link is no slower strategy.
 *
 * @param runId run
 * @param dataset data set of the frames; empty where there is none
 * @param board board key
 * @param linkProfile emulated link; empty where the link is real
 */
public record Cohort(String runId, String dataset, String board, String linkProfile) {

  public Cohort {
    Objects.requireNonNull(runId, "runId is null");
    Objects.requireNonNull(dataset, "dataset is null");
    Objects.requireNonNull(board, "board is null");
    Objects.requireNonNull(linkProfile, "linkProfile is null");
  }

  /** Of a block. */
  public static Cohort of(OutcomeBlock block) {
    return new Cohort(
        block.getRunId(), block.getDataset(), block.getBoard(), block.getLinkProfile());
  }
}
