package org.cbnet.cloud.stats;

import java.util.Objects;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;

/**
 * By what rows are told apart, time aside. A class, and no record, as each batch asks for its hash
 * some ten times.
 */
public final class Group {
  static final Group LOWEST = new Group("", "", "", "", "", "", "", "");

  private final String runId;
  private final String strategy;
  private final String modelHash;
  private final String configHash;
  private final String board;
  private final String site;
  private final String dataset;
  private final String linkProfile;
  private final int hash;

  /**
   * @param runId run; empty in the field
   * @param strategy by name
   * @param modelHash bundle
   * @param configHash configuration
   * @param board board key
   * @param site site
   * @param dataset data set of the frames; empty in the field
   * @param linkProfile emulated link; empty where the link is real
   */
  public Group(
      String runId,
      String strategy,
      String modelHash,
      String configHash,
      String board,
      String site,
      String dataset,
      String linkProfile) {
    this.runId = Objects.requireNonNull(runId, "runId is null");
    this.strategy = Objects.requireNonNull(strategy, "strategy is null");
    this.modelHash = Objects.requireNonNull(modelHash, "modelHash is null");
    this.configHash = Objects.requireNonNull(configHash, "configHash is null");
    this.board = Objects.requireNonNull(board, "board is null");
    this.site = Objects.requireNonNull(site, "site is null");
    this.dataset = Objects.requireNonNull(dataset, "dataset is null");
    this.linkProfile = Objects.requireNonNull(linkProfile, "linkProfile is null");
    this.hash =
        31 * (31 * (31 * runId.hashCode() + strategy.hashCode()) + modelHash.hashCode())
            + 31 * (31 * (31 * configHash.hashCode() + board.hashCode()) + site.hashCode())
            + 31 * dataset.hashCode()
            + linkProfile.hashCode();
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

  /** Run; empty in the field. */
  public String runId() {
    return runId;
  }

  /** Strategy by name. */
  public String strategy() {
    return strategy;
  }

  /** Bundle. */
  public String modelHash() {
    return modelHash;
  }

  /** Configuration. */
  public String configHash() {
    return configHash;
  }

  /** Board key. */
  public String board() {
    return board;
  }

  /** Site. */
  public String site() {
    return site;
  }

  /** Data set of the frames; empty in the field. */
  public String dataset() {
    return dataset;
  }

  /** Emulated link; empty where the link is real. */
  public String linkProfile() {
    return linkProfile;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof Group group
        && hash == group.hash
        && runId.equals(group.runId)
        && strategy.equals(group.strategy)
        && modelHash.equals(group.modelHash)
        && configHash.equals(group.configHash)
        && board.equals(group.board)
        && site.equals(group.site)
        && dataset.equals(group.dataset)
        && linkProfile.equals(group.linkProfile);
  }

  @Override
  public String toString() {
    return String.join(
        " ", runId, strategy, modelHash, configHash, board, site, dataset, linkProfile);
  }

  private static String orEmpty(String name) {
    return name == null ? "" : name;
  }
}
