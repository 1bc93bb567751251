package org.cbnet.experiments.bench.stream;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Looks again and again on a thread of its own, until nothing is left to be seen. */
abstract class Watcher extends Thread {
  // Ages come out this much too old at most.
  private static final long EVERY_MILLIS = 20;
  private static final long PATIENCE_MILLIS = 30_000;

  private volatile boolean finishing;
  private volatile Exception failure;

  Watcher(String name) {
    super(name);
    setDaemon(true);
  }

  /** Looks once; answers whether everything has been seen. */
  abstract boolean look() throws IOException, InterruptedException;

  @Override
  public void run() {
    try {
      boolean all = look();
      while (!(finishing && all)) {
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        all = look();
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      failure = e;
    }
  }

  /**
   * Waits until everything has been seen.
   *
   * @throws IOException where looking failed or something did not show
   */
  void finish() throws IOException, InterruptedException {
    finishing = true;
    join(PATIENCE_MILLIS);
    if (failure != null) {
      throw new IOException("%s failed: %s".formatted(getName(), failure), failure);
    }
    if (isAlive()) {
      interrupt();
      throw new IOException(getName() + " did not see everything that was sent");
    }
  }
}
