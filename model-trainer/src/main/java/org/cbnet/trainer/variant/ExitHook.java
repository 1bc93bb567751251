package org.cbnet.trainer.variant;

/** What is done when the process is told to end, as with Ctrl-C, until it is removed. */
final class ExitHook {
  private final Thread thread;

  private ExitHook(Runnable work) {
    this.thread = new Thread(work, "bundle-optimise-exit");
  }

  /**
   * Registers some work; the process waits for it before it ends.
   *
   * @throws IllegalStateException where the process is ending already, so that nothing is begun
   *     that would be cut off
   */
  static ExitHook running(Runnable work) {
    ExitHook hook = new ExitHook(work);
    Runtime.getRuntime().addShutdownHook(hook.thread);
    return hook;
  }

  /** Returns false where the process is ending already, so that the work is being done. */
  boolean remove() {
    try {
      return Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
