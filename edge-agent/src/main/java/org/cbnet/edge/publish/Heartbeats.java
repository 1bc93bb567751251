package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.schemas.record.DeviceStatus;

/**
 * When the device says how it is: at every interval and whenever somebody asks.
 *
 * <p>A heartbeat is made at the moment it is sent, so a late one is still true, and one that was
 * lost is replaced instead of repeated. Asking gives a ticket; a ticket is delivered when a
 * heartbeat made after the asking is with the broker.
 */
public final class Heartbeats {
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<DeviceStatus> status;
  private final EdgeClock clock;
  private final long intervalNanos;
  private final Runnable wakeUp;

  // All below guarded by "this".
  private long asked;
  private long delivered;
  private long dueNanos;

  /**
   * Heartbeats that begin at once.
   *
   * @param status tells the state of the device now, without the fields that sending fills in
   * @param wakeUp called when somebody asks
   */
  public Heartbeats(
      Supplier<DeviceStatus> status, EdgeClock clock, Duration interval, Runnable wakeUp) {
    this.status = status;
    this.clock = clock;
    this.intervalNanos = interval.toNanos();
    this.wakeUp = wakeUp;
    this.dueNanos = clock.monotonicNanos();
  }

  /** Asks for a heartbeat as soon as may be; answers its ticket. */
  public long ask() {
    long ticket;
    synchronized (this) {
      ticket = ++asked;
      dueNanos = clock.monotonicNanos();
    }
    wakeUp.run();
    return ticket;
  }

  /** Waits until a ticket is delivered; false where that took too long. */
  public synchronized boolean awaitDelivered(long ticket, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (delivered < ticket) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  synchronized long untilDueNanos() {
    return dueNanos - clock.monotonicNanos();
  }

  /** The ticket that a heartbeat made from now on will deliver. */
  synchronized long begin() {
    dueNanos = clock.monotonicNanos() + intervalNanos;
    return asked;
  }

  DeviceStatus status() {
    return status.get();
  }

  synchronized void delivered(long ticket) {
    delivered = Math.max(delivered, ticket);
    notifyAll();
  }

  synchronized void lost() {
    dueNanos = clock.monotonicNanos() + Math.min(RETRY_NANOS, intervalNanos);
  }
}
