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

  /**
   * Counts a record that was refused when it came, or says why still not; then nothing has changed.
   *
   * @param remembered whether its sequence numbers were remembered as refused
   */
  default Optional<Refusal> replay(
      T value, boolean remembered, Arrival arrival, PartitionTotals totals) {
    return handle(value, arrival, totals);
  }

  /** Takes a record without a value; false where the topic has no such thing. */
  default boolean handleTombstone(Arrival arrival) {
    return false;
  }
}
