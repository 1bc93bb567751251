package org.cbnet.cloud.offload;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what became of requests, see {@link OffloadTotals}, and what the work took. Safe for
 * several threads.
 */
final class Ledger {
  private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
  private final Map<String, Long> reasons = new TreeMap<>();
  private long received;
  private long open;
  private long queueNanos;
  private Work work = new Work(0, 0, 0, 0, 0, 0);

  /**
   * What was computed.
   *
   * @param runs of tails
   * @param images in them
   * @param runNanos that they took
   * @param queueNanos that the images answered had waited
   * @param begunLate images whose time was over when their run began; none, where all is well
   * @param endedLate images whose time was over when their run ended: computed in vain
   */
  record Work(
      long runs, long images, long runNanos, long queueNanos, long begunLate, long endedLate) {}

  synchronized void received() {
    received++;
    open++;
  }

  /** Ends a request without a label. */
  synchronized void refused(Ending ending, String reason) {
    end(ending);
    reasons.merge(reason, 1L, Long::sum);
  }

  /** Ends a request with one. */
  synchronized void answered(long waitedNanos) {
    end(Ending.ANSWERED);
    queueNanos += waitedNanos;
  }

  synchronized void ran(int images, long nanos, int begunLate, int endedLate) {
    work =
        new Work(
            work.runs() + 1,
            work.images() + images,
            work.runNanos() + nanos,
            0,
            work.begunLate() + begunLate,
            work.endedLate() + endedLate);
  }

  synchronized OffloadTotals totals() {
    return new OffloadTotals(
        received,
        count(Ending.UNDECODABLE),
        count(Ending.ANSWERED),
        count(Ending.EXPIRED),
        count(Ending.UNKNOWN),
        count(Ending.FAILED),
        open);
  }

  /** Of requests without a label, by reason. */
  synchronized Map<String, Long> reasons() {
    return new TreeMap<>(reasons);
  }

  synchronized Work work() {
    return new Work(
        work.runs(),
        work.images(),
        work.runNanos(),
        queueNanos,
        work.begunLate(),
        work.endedLate());
  }

  private void end(Ending ending) {
    open--;
    endings.merge(ending, 1L, Long::sum);
  }

  private long count(Ending ending) {
    return endings.getOrDefault(ending, 0L);
  }
}
