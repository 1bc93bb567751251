package org.cbnet.cloud.offload;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.cbnet.inference.partition.Tail;
import org.cbnet.inference.partition.TailBatch;

/**
 * A tail that is open, with room for its runs that is used again. It closes once it was dismissed
 * and nobody uses it any more. Safe for several threads.
 */
final class OpenTail {
  private final Tail tail;
  private final PayloadReader reader;
  private final TailTimes times;
  private final int batchLimit;
  private final Deque<TailBatch> idle = new ArrayDeque<>();
  private int used;
  private boolean dismissed;

  /**
   * @param batchLimit how many images are to run together at most
   */
  OpenTail(Tail tail, PayloadReader reader, TailTimes times, int batchLimit) {
    this.tail = Objects.requireNonNull(tail, "tail is null");
    this.reader = Objects.requireNonNull(reader, "reader is null");
    this.times = Objects.requireNonNull(times, "times is null");
    this.batchLimit = batchLimit;
  }

  /** How many images may run together. */
  int batchLimit() {
    return batchLimit;
  }

  PayloadReader reader() {
    return reader;
  }

  TailTimes times() {
    return times;
  }

  /** Room for a run, to be given back; null where the tail was dismissed meanwhile. */
  synchronized TailBatch take() {
    if (dismissed) {
      return null;
    }
    used++;
    return idle.isEmpty() ? tail.batch() : idle.pop();
  }

  synchronized void giveBack(TailBatch batch) {
    used--;
    idle.push(batch);
    closeWhereOver();
  }

  /** Lets nobody take it any more. */
  synchronized void dismiss() {
    if (!dismissed) {
      dismissed = true;
      closeWhereOver();
    }
  }

  private void closeWhereOver() {
    if (dismissed && used == 0) {
      idle.forEach(TailBatch::close);
      idle.clear();
      tail.close();
    }
  }
}
