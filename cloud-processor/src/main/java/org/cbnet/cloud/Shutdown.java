package org.cbnet.cloud;

/**
 * Closes the cloud on SIGTERM and SIGINT and ends the process with 0: by itself Java would report
 * the signal, and a supervisor would take an orderly stop for a crash.
 */
final class Shutdown {
  private final Thread hook;

  private Shutdown(Thread hook) {
    this.hook = hook;
  }

  /** From now on until {@link #release}. */
  static Shutdown on(CloudApp app) {
    Thread hook =
        new Thread(
            () -> {
              app.close();
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
