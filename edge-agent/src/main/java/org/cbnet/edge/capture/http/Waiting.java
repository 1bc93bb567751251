package org.cbnet.edge.capture.http;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cbnet.edge.capture.Receipt;
import org.cbnet.edge.capture.StoredResult;

/**
 * The requests that wait for their results, each without a thread. At most so many; each is
 * answered once: by the spool's word, or after {@link #LONGEST} without one.
 */
final class Waiting {
  // Storing takes milliseconds; after this long the sender is better told that nothing is sure.
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final int most;
  private final Semaphore free;
  private final ScheduledThreadPoolExecutor answering =
      new ScheduledThreadPoolExecutor(1, new Threads("frames-answer"));

  Waiting(int most) {
    this.most = most;
    this.free = new Semaphore(most);
    answering.setRemoveOnCancelPolicy(true);
    answering.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Lets another request wait; it must be {@link Turn#await awaited} or let go. */
  Turn begin(HttpExchange exchange) throws Refusal {
    if (!free.tryAcquire()) {
      throw Refusal.later(
          "%d frames wait already (source.http.waiting): send again".formatted(most));
    }
    return new Turn(exchange);
  }

  /** Whether all are answered, after waiting so long at most. */
  boolean allAnswered(Duration atMost) throws InterruptedException {
    if (!free.tryAcquire(most, atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    free.release(most);
    return true;
  }

  /** Answers no more; what waits is left to the closing of its connection. */
  void close() {
    answering.shutdown();
  }

  /** One request that waits. */
  final class Turn implements Receipt {
    private final HttpExchange exchange;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile Future<?> limit = CompletableFuture.completedFuture(null);

    private Turn(HttpExchange exchange) {
      this.exchange = exchange;
    }

    /** Begins to wait; from here on the answer is given by another thread. */
    Turn await() {
      limit =
          answering.schedule(
              () -> refuse(Refusal.later("it is not known whether the result was stored")),
              LONGEST.toSeconds(),
              TimeUnit.SECONDS);
      return this;
    }

    /** Gives the place up without an answer. */
    void letGo() {
      if (answered.compareAndSet(false, true)) {
        limit.cancel(false);
        free.release();
      }
    }

    void refuse(Refusal refusal) {
      answer(() -> Replies.refused(exchange, refusal));
    }

    @Override
    public boolean urgent() {
      return true;
    }

    @Override
    public void stored(StoredResult result) {
      answer(() -> Replies.stored(exchange, result));
    }

    @Override
    public void lost(String reason) {
      refuse(Refusal.later("the result could not be stored: " + reason));
    }

    // Writing to a socket may block, and the spool's thread must not.
    private void answer(Runnable reply) {
      if (!answered.compareAndSet(false, true)) {
        return;
      }
      limit.cancel(false);
      try {
        answering.execute(
            () -> {
              try {
                reply.run();
              } finally {
                free.release();
              }
            });
      } catch (RejectedExecutionException e) {
        free.release();
      }
    }
  }
}
