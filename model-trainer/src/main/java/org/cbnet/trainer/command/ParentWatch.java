package org.cbnet.trainer.command;

/** Ends this process when the one that started it ends, however that happens. */
final class ParentWatch {
  private static final int FAILED = 1;

  private ParentWatch() {}

  /**
   * Watches from now on; a parent that is gone already ends this process at once.
   *
   * @param pid of the process that started this one
   */
  static void endWith(long pid) {
    ProcessHandle parent = ProcessHandle.current().parent().orElse(null);
    if (parent == null || parent.pid() != pid) {
      Runtime.getRuntime().halt(FAILED);
      return;
    }
    Thread watcher =
        new Thread(
            () -> {
              parent.onExit().join();
              Runtime.getRuntime().halt(FAILED);
            },
            "end-with-parent");
    watcher.setDaemon(true);
    watcher.start();
  }
}
