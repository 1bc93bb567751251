package org.cbnet.cloud;

/**
 * Closes an application on SIGTERM and SIGINT and ends the process with 0: by itself Java would
 * report the signal, and a supervisor would take an orderly stop for a crash.
 */
final class Shutdown {
  private final Thread hook;

  private Shutdown(Thread hook) {
    this.hook = hook;
  }

  /** Runs {@code close} then, from now on until {@link #release}. */
  static Shutdown on(Runnable close) {
    Thread hook =
        new Thread(
            () -> {
              close.run();
              Runtime.getRuntime().halt(0);
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Shutdown(hook);
  }

  /** Leaves the exit status to whoever ends the process. */
  void release() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // A signal came first: the hook runs already and sets the status.
    }
  }
}
