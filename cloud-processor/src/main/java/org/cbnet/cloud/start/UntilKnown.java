package org.cbnet.cloud.start;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks about topics again while the broker does not know them: one that was just made is known to
 * the broker that is asked a moment later only.
 */
final class UntilKnown {
  private static final int ATTEMPTS = 50;
  private static final int PAUSE_MILLIS = 100;

  private UntilKnown() {}

  /**
   * A question to the broker.
   *
   * @param <T> answer
   */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  /** Asks, for some five seconds where need be. */
  static <T> T get(Question<T> question) throws ExecutionException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.ask();
      } catch (ExecutionException e) {
        if (attempt == ATTEMPTS || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }
}
