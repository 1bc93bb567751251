package org.cbnet.edge.offload;

import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.offload.PendingAnswer;

/** No way to ask the cloud: every question is unreachable at once. */
final class NoOffloader implements Offloader {
  static final String NAME = "none";

  private volatile long asked;

  @Override
  public String transport() {
    return NAME;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread asks at a time
  public PendingAnswer ask(OffloadQuestion question, long budgetNanos) {
    asked++;
    PendingAnswer pending = new PendingAnswer(0);
    pending.complete(
        new OffloadAnswer.Unreachable("offload.transport is none: set it to kafka or http2"));
    return pending;
  }

  @Override
  public OffloadCounts counts() {
    long all = asked;
    return new OffloadCounts(all, 0, 0, all, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
