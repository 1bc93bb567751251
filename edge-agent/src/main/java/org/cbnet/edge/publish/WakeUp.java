package org.cbnet.edge.publish;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets several threads tell one that there is something to do. A signal is never lost. */
public final class WakeUp {
  private final Semaphore signals = new Semaphore(0);

  public void signal() {
    // One waiting signal says all: the permits must not pile up while the other thread is busy.
    if (signals.availablePermits() == 0) {
      signals.release();
    }
  }

  void await(long nanos) throws InterruptedException {
    if (signals.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      signals.drainPermits();
    }
  }
}
