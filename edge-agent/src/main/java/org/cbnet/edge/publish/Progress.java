package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets threads wait for what another one brings about. */
final class Progress {

  synchronized void signal() {
    notifyAll();
  }

  /** Waits until the condition holds, looking at every signal; false where that took too long. */
  synchronized boolean await(BooleanSupplier until, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!until.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
