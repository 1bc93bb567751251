package org.cbnet.edge.offload;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a line, which keeps nobody's process alive. */
final class LineThread {
  private static final Logger LOG = LoggerFactory.getLogger(LineThread.class);

  private final Thread thread;

  /** Starts it. */
  LineThread(String name, Runnable work) {
    thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (dead, failure) ->
            LOG.atError()
                .setCause(failure)
                .log("the offloading thread died, frames are answered on the device"));
    thread.start();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Waits until it has ended, no longer than that; an interrupt ends the wait and stays set. */
  void join(Duration longest) {
    try {
      thread.join(longest.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
