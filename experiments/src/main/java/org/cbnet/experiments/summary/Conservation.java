package org.cbnet.experiments.summary;

/**
 * Whether everything that was inferred arrived, once: by the agents' counters, by the cloud's, and
 * by the raw topic.
 *
 * @param acknowledged results that the agents say the broker has
 * @param received distinct results that the cloud has
 * @param rows distinct results in the raw topic
 * @param lost acknowledged and not received
 * @param doubleCounted counted by the cloud more than once
 * @param duplicates recognised and dropped
 */
public record Conservation(
    long acknowledged, long received, long rows, long lost, long doubleCounted, long duplicates) {

  /** The sum over parts of a run. */
  public Conservation plus(Conservation other) {
    return new Conservation(
        acknowledged + other.acknowledged,
        received + other.received,
        rows + other.rows,
        lost + other.lost,
        doubleCounted + other.doubleCounted,
        duplicates + other.duplicates);
  }
}
