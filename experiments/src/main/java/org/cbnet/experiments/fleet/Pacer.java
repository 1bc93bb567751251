package org.cbnet.experiments.fleet;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until records are due, so that a fleet sends when its records say that it does. */
public final class Pacer {
  private final Clock clock;

  public Pacer(Clock clock) {
    this.clock = clock;
  }

  /** Microseconds since 1970. */
  public long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  /** Returns when it is time to send the record; at once where it is overdue. */
  public void await(FleetRecord due) throws InterruptedException {
    long left = due.sentMicros() - nowMicros();
    while (left > 0) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(left));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = due.sentMicros() - nowMicros();
    }
  }
}
