package org.cbnet.cloud.query;

import java.util.List;

/** Single results, which are in their topic and in no store. */
@FunctionalInterface
public interface Frames {
  /** There are none. */
  Frames NONE = (partition, offsets) -> List.of();

  /**
   * The results of batches, the oldest first; what the topic has dropped is left out.
   *
   * @param partition of the results topic
   * @param offsets of the batches, ascending
   */
  List<Frame> at(int partition, List<Long> offsets);
}
