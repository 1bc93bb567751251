package org.cbnet.edge.spool;

import java.util.Optional;

/**
 * The end of the spool that the publisher reads. Entries stay until they are acknowledged or
 * discarded, and are read again by asking from an earlier position.
 */
public interface SpoolOutput {

  /**
   * The oldest entry behind a position (-1 for the very first); it is now taken out for sending.
   */
  Optional<SpoolEntry> next(long after);

  /**
   * Removes the entries up to a position, this one included: the broker has them.
   *
   * @throws IllegalArgumentException where {@link #next} has not answered that far
   */
  void acknowledge(long through);

  /** Gives up one entry that no broker will ever take; its results count as dropped. */
  void discard(long position);

  /** The cloud has the last counters of an older boot; where nothing is left of it, it may go. */
  void forget(String installId, long bootNumber);
}
