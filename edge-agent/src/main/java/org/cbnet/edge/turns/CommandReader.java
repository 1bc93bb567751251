package org.cbnet.edge.turns;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Reads the parent's lines ahead, so that its death is noticed in the middle of a turn too.
 *
 * <p>It stops reading after {@code finish}: a parent that has said it may go.
 */
final class CommandReader implements Runnable {
  static final String FINISH = "finish";

  private final BufferedReader in;
  private final Runnable onParentGone;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  CommandReader(BufferedReader in, Runnable onParentGone) {
    this.in = in;
    this.onParentGone = onParentGone;
  }

  @Override
  public void run() {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line.strip());
        if (line.strip().equals(FINISH)) {
          return;
        }
      }
    } catch (IOException e) {
      // A broken pipe says the same as its end.
    }
    onParentGone.run();
  }

  String take() throws InterruptedException {
    return lines.take();
  }
}
