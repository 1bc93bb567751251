package org.cbnet.inference.offload;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An answer that may still come. One thread awaits it and ends it, the transport's completes it:
 * whichever is first holds, and both learn which it was.
 */
public final class PendingAnswer {
  private final int bytesUp;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private OffloadAnswer answer;
  private long answeredNanos;
  private boolean givenUp;

  /**
   * @param bytesUp bytes of the question as it is sent
   */
  public PendingAnswer(int bytesUp) {
    if (bytesUp < 0) {
      throw new IllegalArgumentException("bytesUp must be >= 0: " + bytesUp);
    }
    this.bytesUp = bytesUp;
  }

  /** Bytes of the question as it is sent. */
  public int bytesUp() {
    return bytesUp;
  }

  /**
   * Waits for the answer; empty where it did not come. An interrupt ends the wait and stays set.
   *
   * @param untilNanos how long, as {@link System#nanoTime} tells time
   */
  public Optional<OffloadAnswer> await(long untilNanos) {
    lock.lock();
    try {
      long left = untilNanos - System.nanoTime();
      while (answer == null && left > 0) {
        left = ended.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return Optional.ofNullable(answer());
  }

  /** The answer if it is there; if not, it is given up and counts as late should it come. */
  public Optional<OffloadAnswer> end() {
    lock.lock();
    try {
      givenUp = answer == null;
      return Optional.ofNullable(answer);
    } finally {
      lock.unlock();
    }
  }

  /**
   * When the answer came, as {@link System#nanoTime} tells time.
   *
   * @throws IllegalStateException where there is none
   */
  public long answeredNanos() {
    lock.lock();
    try {
      if (answer == null) {
        throw new IllegalStateException("there is no answer yet");
      }
      return answeredNanos;
    } finally {
      lock.unlock();
    }
  }

  /** For the transport: false where the answer is late, or there is one already. */
  public boolean complete(OffloadAnswer given) {
    Objects.requireNonNull(given, "answer is null");
    lock.lock();
    try {
      if (givenUp || answer != null) {
        return false;
      }
      answer = given;
      answeredNanos = System.nanoTime();
      ended.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private OffloadAnswer answer() {
    lock.lock();
    try {
      return answer;
    } finally {
      lock.unlock();
    }
  }
}
