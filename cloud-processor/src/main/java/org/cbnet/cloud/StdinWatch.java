package org.cbnet.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Has a process end with the one that started it: its standard input ends then. */
final class StdinWatch {
  private StdinWatch() {}

  /** Reads on a thread of its own, and closes at the end. */
  static void start(InputStream in, Runnable close) {
    Thread thread =
        new Thread(
            () -> {
              try {
                in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // An input that breaks has ended too.
              }
              close.run();
            },
            "stdin-watch");
    thread.setDaemon(true);
    thread.start();
  }
}
