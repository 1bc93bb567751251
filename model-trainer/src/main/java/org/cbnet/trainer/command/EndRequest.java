package org.cbnet.trainer.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A request to end, as by Ctrl-C or SIGTERM, that work answers between two of its steps.
 *
 * <p>Without it the JVM runs its shutdown hooks beside the work, and ONNX Runtime's own hook frees
 * what a session that is just being opened needs: the process then dies of a native error, with
 * nothing cleared away (<a
 * href="https://github.com/microsoft/onnxruntime/issues/31352">onnxruntime#31352</a>). Safe for use
 * by several threads.
 */
final class EndRequest {
  // A shell's exit code of what a signal ended is this plus the signal's number.
  private static final int SIGNALLED = 128;
  // Longer than any step; then the process ends as it would have without us.
  private static final int PATIENCE_SECONDS = 20;

  private final AtomicInteger signal = new AtomicInteger();
  private final CountDownLatch answered = new CountDownLatch(1);

  private EndRequest() {}

  /** Work that asks now and then whether it is to go on. */
  @FunctionalInterface
  interface Work {
    int run(EndRequest request) throws Exception;
  }

  /** Thrown by {@link #check}, for the work to let go of all that it holds. */
  static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private EndedException(int signal) {
      super("told to end by signal " + signal);
    }
  }

  /** Runs some work and returns its exit code, or the signal's where it was told to end. */
  static int during(Work work) throws Exception {
    EndRequest request = new EndRequest();
    EndSignals signals = EndSignals.handledBy(request::ask);
    try {
      return work.run(request);
    } catch (Exception e) {
      // Also where a terminal's Ctrl-C ended our worker processes before us.
      if (request.signal.get() != 0) {
        return SIGNALLED + request.signal.get();
      }
      throw e;
    } finally {
      request.answered.countDown();
      signals.close();
    }
  }

  /**
   * Called between two steps.
   *
   * @throws EndedException where the process was told to end
   */
  void check() {
    if (signal.get() != 0) {
      throw new EndedException(signal.get());
    }
  }

  /** Waits, on the signal's own thread, for the work to answer. */
  void ask(int number) {
    boolean first = signal.compareAndSet(0, number);
    // Who asks twice doesn't want to wait.
    if (!first || !answeredInTime()) {
      System.exit(SIGNALLED + number);
    }
  }

  private boolean answeredInTime() {
    try {
      return answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
