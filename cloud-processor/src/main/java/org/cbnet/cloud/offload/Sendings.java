package org.cbnet.cloud.offload;

import java.util.concurrent.atomic.LongAdder;

/** Counts what was to be sent: each is sent, kept back or lost. Safe for several threads. */
final class Sendings {
  private final LongAdder sent = new LongAdder();
  private final LongAdder keptBack = new LongAdder();
  private final LongAdder lost = new LongAdder();

  void sent() {
    sent.increment();
  }

  void keptBack() {
    keptBack.increment();
  }

  void lost() {
    lost.increment();
  }

  /** That the receiver has confirmed. */
  long sentCount() {
    return sent.sum();
  }

  /** Not sent on purpose. */
  long keptBackCount() {
    return keptBack.sum();
  }

  /** Not sent, or not known to have arrived. */
  long lostCount() {
    return lost.sum();
  }
}
