package org.cbnet.cloud.offload;

import java.util.Objects;
import java.util.function.LongSupplier;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.partition.TailAnswer;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.OffloadReply;

/**
 * Ends requests: a reply, a counter and, where the request is at fault, a dead letter. Safe for
 * several threads.
 */
final class Desk {
  private final Ledger ledger;
  private final Letters letters;
  private final LongSupplier nanos;

  /**
   * @param nanos monotonic clock, nanoseconds
   */
  Desk(Ledger ledger, Letters letters, LongSupplier nanos) {
    this.ledger = Objects.requireNonNull(ledger, "ledger is null");
    this.letters = Objects.requireNonNull(letters, "letters is null");
    this.nanos = Objects.requireNonNull(nanos, "nanos is null");
  }

  /**
   * Ends a request with its label.
   *
   * @param beganNanos when its tail began to run
   * @param tookNanos what that run took
   */
  void answer(Job job, TailAnswer answer, long beganNanos, long tookNanos) {
    long waited = Math.max(0, beganNanos - job.arrival().receivedNanos());
    ledger.answered(waited);
    OffloadReply reply = reply(job, WireNames.OFFLOAD_OK, waited);
    reply.setPredictedLabel(answer.label());
    reply.setConfidence(answer.confidence());
    reply.setExit(WireNames.FINAL_EXIT);
    reply.setCloudNanos(tookNanos);
    job.arrival().from().reply(job.request(), reply);
  }

  /**
   * Ends a question about the queue; it counts as answered.
   *
   * @param queueNanos that a request would wait now
   */
  void tellQueue(Job job, long queueNanos) {
    ledger.answered(0);
    OffloadReply reply = reply(job, WireNames.OFFLOAD_OK, queueNanos);
    reply.setPredictedLabel(0);
    reply.setConfidence(0f);
    reply.setExit(OffloadQuestion.PROBE);
    job.arrival().from().reply(job.request(), reply);
  }

  /** Ends a request without one. */
  void refuse(Job job, Refusal why) {
    ledger.refused(why.ending(), why.reason());
    if (why.isLetter()) {
      letters.bury(job.arrival(), why.reason(), why.message());
    }
    long waited = Math.max(0, nanos.getAsLong() - job.arrival().receivedNanos());
    OffloadReply reply = reply(job, why.status(), waited);
    reply.setReason(why.message());
    job.arrival().from().reply(job.request(), reply);
  }

  private static OffloadReply reply(Job job, String status, long waited) {
    OffloadReply reply = new OffloadReply();
    reply.setRequestId(job.request().getRequestId());
    reply.setDeviceId(job.request().getDeviceId());
    reply.setStatus(status);
    reply.setQueueNanos(waited);
    return reply;
  }
}
