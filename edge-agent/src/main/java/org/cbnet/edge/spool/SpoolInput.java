package org.cbnet.edge.spool;

import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;

/**
 * The end of the spool that the inference loop writes. Every method is one atomic step, counters
 * included, and never waits for the network.
 */
public interface SpoolInput {

  /**
   * Appends a batch of at least one result: gives it the next sequence numbers, announces in it
   * what was dropped since the last batch, and counts its frames as captured.
   *
   * @param batch complete but for {@code firstSequence}, {@code droppedRanges} and what sending
   *     fills in; the spool sets the first two in it
   * @param listener told once the batch is stored, or can't be
   * @return the sequence number of its first result
   */
  long append(ResultBatch batch, StoreListener listener);

  /** Appends a batch for whose storing nobody waits. */
  default long append(ResultBatch batch) {
    return append(batch, StoreListener.NONE);
  }

  /**
   * Appends an energy sample: gives it the next number of its own sequence and announces in it what
   * samples were dropped since the last one.
   *
   * @param sample complete but for {@code sequence}, {@code droppedRanges} and what sending fills
   *     in; the spool sets the first two in it
   */
  void append(EnergySample sample);

  /** Counts frames that could not be read as captured and skipped. */
  void countSkipped(int frames);
}
