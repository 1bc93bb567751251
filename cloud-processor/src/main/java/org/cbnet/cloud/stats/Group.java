package org.cbnet.cloud.stats;

import java.util.Objects;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;

/**
 * By what rows are told apart, time aside.
 *
 * @param runId run; empty in the field
 * @param strategy by name
 * @param modelHash bundle
 * @param configHash configuration
 * @param board board key
 * @param site site
 * @param dataset data set of the frames; empty in the field
 * @param linkProfile emulated link; empty where the link is real
 */
public record Group(
    String runId,
    String strategy,
    String modelHash,
    String configHash,
    String board,
    String site,
    String dataset,
    String linkProfile) {

  public Group {
    Objects.requireNonNull(runId, "runId is null");
    Objects.requireNonNull(strategy, "strategy is null");
    Objects.requireNonNull(modelHash, "modelHash is null");
    Objects.requireNonNull(configHash, "configHash is null");
    Objects.requireNonNull(board, "board is null");
    Objects.requireNonNull(site, "site is null");
    Objects.requireNonNull(dataset, "dataset is null");
    Objects.requireNonNull(linkProfile, "linkProfile is null");
  }

  /** The group of a batch's results. */
  public static Group of(ResultBatch batch) {
    return new Group(
        orEmpty(batch.getRunId()),
        batch.getStrategy(),
        batch.getModelHash(),
        batch.getConfigHash(),
        batch.getBoard(),
        batch.getSite(),
        orEmpty(batch.getDataset()),
        orEmpty(batch.getLinkProfile()));
  }

  /** The group of an energy sample. */
  public static Group of(EnergySample sample) {
    return new Group(
        orEmpty(sample.getRunId()),
        sample.getStrategy(),
        sample.getModelHash(),
        sample.getConfigHash(),
        sample.getBoard(),
        sample.getSite(),
        orEmpty(sample.getDataset()),
        orEmpty(sample.getLinkProfile()));
  }

  private static String orEmpty(String name) {
    return name == null ? "" : name;
  }
}
