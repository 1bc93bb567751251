package org.cbnet.cloud.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.cbnet.cloud.control.table.UnavailableException;
import org.cbnet.cloud.query.NotReadyException;

/**
 * The summaries that all live clients share. One of those who wait makes the next one, so nothing
 * is asked while nobody listens, and once a period however many do. Safe for several threads.
 */
final class LiveFeed {
  private static final String NOT_READY = ": not ready\n\n";

  private final Supplier<?> source;
  private final long periodNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Event latest = new Event(0, "");
  private long latestNanos;
  private boolean isMaking;

  /**
   * @param source of what is sent, as JSON; used by one thread at a time
   */
  LiveFeed(Supplier<?> source, Duration period) {
    this.source = source;
    this.periodNanos = period.toNanos();
  }

  /**
   * What is sent.
   *
   * @param id rises
   * @param content in the form of server-sent events
   */
  record Event(long id, String content) {}

  /** The next one after an id that is at most a period old; blocks until there is one. */
  Event next(long after) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long waitNanos = latest.id() == 0 ? 0 : latestNanos + periodNanos - System.nanoTime();
        if (latest.id() > after && waitNanos > 0) {
          return latest;
        }
        if (isMaking) {
          changed.await();
        } else if (waitNanos > 0) {
          changed.await(waitNanos, TimeUnit.NANOSECONDS);
        } else {
          make();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void make() {
    isMaking = true;
    lock.unlock();
    String content = NOT_READY;
    long id = latest.id() + 1;
    try {
      content = event(id, source.get());
    } catch (NotReadyException | UnavailableException e) {
      // A comment, which also keeps the connection.
    } finally {
      lock.lock();
      isMaking = false;
      latest = new Event(id, content);
      latestNanos = System.nanoTime();
      changed.signalAll();
    }
  }

  private static String event(long id, Object summary) {
    String json = new String(Answers.bytes(summary), StandardCharsets.UTF_8);
    return "id: %d\nevent: summary\ndata: %s\n\n".formatted(id, json);
  }
}
