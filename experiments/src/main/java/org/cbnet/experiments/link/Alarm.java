package org.cbnet.experiments.link;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Wakes the loop at a time. A selector's own timeout comes in milliseconds, which is more than some
 * links take; a parked thread comes back within some tens of microseconds.
 */
final class Alarm implements AutoCloseable {
  private static final long NONE = Long.MAX_VALUE;

  private final LongSupplier clock;
  private final Runnable wake;
  private final AtomicLong due = new AtomicLong(NONE);
  private final Thread thread;
  private volatile boolean closed;

  Alarm(String name, LongSupplier clock, Runnable wake) {
    this.clock = clock;
    this.wake = wake;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Replaces the time that was set before, where it has not come. */
  void set(long nanos) {
    if (nanos < due.getAndSet(nanos)) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      long at = due.get();
      long left = at == NONE ? NONE : at - clock.getAsLong();
      if (left > 0) {
        LockSupport.parkNanos(this, left);
      } else if (due.compareAndSet(at, NONE)) {
        wake.run();
      }
    }
  }
}
