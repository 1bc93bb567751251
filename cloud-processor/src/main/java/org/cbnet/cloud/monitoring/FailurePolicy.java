package org.cbnet.cloud.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a processing thread fails.
 *
 * <p>A broker that is away for longer than Kafka's own retries ends a thread, and a new one goes on
 * from the last commit: so such failures are answered with a new thread, {@link #MOST} times within
 * {@link #WITHIN}. No record ends a thread, so anything else is a defect, and it would meet the
 * next thread too: the process stops, and whoever supervises it sees that.
 */
public final class FailurePolicy implements StreamsUncaughtExceptionHandler {
  /** New threads within {@link #WITHIN}, over all threads of the process. */
  public static final int MOST = 10;

  /** Time over which they are counted. */
  public static final Duration WITHIN = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);

  private final Clock clock;
  private final Deque<Instant> replaced = new ArrayDeque<>();

  public FailurePolicy(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    if (isTransient(failure) && mayReplace()) {
      LOG.warn("processing failed, a new thread goes on reason={}", cause(failure).toString());
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("processing failed", failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private boolean mayReplace() {
    Instant now = clock.instant();
    while (!replaced.isEmpty() && replaced.peekFirst().isBefore(now.minus(WITHIN))) {
      replaced.removeFirst();
    }
    if (replaced.size() >= MOST) {
      return false;
    }
    replaced.addLast(now);
    return true;
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isTransient(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof RetriableException || each instanceof TransactionAbortedException) {
        return true;
      }
    }
    return false;
  }
}
