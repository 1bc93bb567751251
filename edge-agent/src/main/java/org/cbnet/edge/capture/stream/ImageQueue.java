package org.cbnet.edge.capture.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A few pieces of a stream between its reader and the loop. When it is full, the reader waits, or
 * the oldest image goes and is counted. Safe for one thread at each end.
 */
final class ImageQueue {
  private final int capacity;
  private final boolean skipOldest;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private int behind;
  private boolean closed;

  ImageQueue(int capacity, boolean skipOldest) {
    this.capacity = capacity;
    this.skipOldest = skipOldest;
  }

  /**
   * What was taken.
   *
   * @param behind images that were skipped before it; then nothing is taken
   * @param chunk empty where none came in time
   */
  record Taken(int behind, Optional<Chunk> chunk) {}

  /** Puts a piece in; false where nobody takes any more. */
  boolean put(Chunk chunk) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && chunks.size() >= capacity) {
        if (skipOldest) {
          chunks.remove();
          behind++;
        } else {
          changed.await();
        }
      }
      chunks.add(chunk);
      changed.signalAll();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  Taken take(Duration timeout) throws InterruptedException {
    long waitNanos = timeout.toNanos();
    lock.lock();
    try {
      while (!closed && behind == 0 && chunks.isEmpty() && waitNanos > 0) {
        waitNanos = changed.awaitNanos(waitNanos);
      }
      if (behind > 0) {
        int skipped = behind;
        behind = 0;
        return new Taken(skipped, Optional.empty());
      }
      Optional<Chunk> first = Optional.ofNullable(chunks.poll());
      changed.signalAll();
      return new Taken(0, first);
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
