package org.cbnet.trainer.command;

import java.io.PrintWriter;

/** A bar that is drawn over in place; draws nothing where nobody watches. */
final class ProgressBar {
  private static final int WIDTH = 40;

  private final PrintWriter err;
  private final boolean interactive;
  private String shown = "";

  ProgressBar(PrintWriter err, boolean interactive) {
    this.err = err;
    this.interactive = interactive;
  }

  void show(String title, int done, int of) {
    int full = (int) ((long) WIDTH * done / of);
    String line =
        "%s [%s%s] %3d %%"
            .formatted(title, "#".repeat(full), ".".repeat(WIDTH - full), 100L * done / of);
    if (interactive && !line.equals(shown)) {
      err.print("\r" + line);
      err.flush();
      shown = line;
    }
  }

  void clear() {
    if (!shown.isEmpty()) {
      err.print("\r" + " ".repeat(shown.length()) + "\r");
      shown = "";
    }
  }
}
