package org.cbnet.cloud.store;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps a query from seeing a record half applied: the stores of a task change one after the other,
 * and laws over them hold only in between.
 *
 * <p>Stream threads pass side by side; a query waits for the records in hand and holds up the next
 * while it reads, so what it reads is exactly what the position it names stands for.
 */
public final class SnapshotGate {
  private final Lock passing;
  private final Lock reading;

  public SnapshotGate() {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    this.passing = lock.readLock();
    this.reading = lock.writeLock();
  }

  /** Applies a record. */
  public void apply(Runnable record) {
    passing.lock();
    try {
      record.run();
    } finally {
      passing.unlock();
    }
  }

  /** Reads between two records. */
  public <T> T read(Supplier<T> query) {
    reading.lock();
    try {
      return query.get();
    } finally {
      reading.unlock();
    }
  }
}
