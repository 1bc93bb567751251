package org.cbnet.cloud.topology;

import java.util.Optional;
import org.cbnet.cloud.conservation.PartitionTotals;

/**
 * What is done with the decoded records of one topic, by one task.
 *
 * @param <T> record
 */
interface InputHandler<T> {

  /**
   * Counts a record, or says why not; its results or samples are counted in the totals either way.
   */
  Optional<Refusal> handle(T value, Arrival arrival, PartitionTotals totals);

  /** Takes a record without a value; false where the topic has no such thing. */
  default boolean handleTombstone(Arrival arrival) {
    return false;
  }
}
