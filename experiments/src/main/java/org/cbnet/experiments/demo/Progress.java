package org.cbnet.experiments.demo;

import java.io.PrintWriter;

/** Tells a person how far a demo is: a bar on a terminal, a line now and then elsewhere. */
final class Progress {
  private static final int WIDTH = 30;
  private static final int LINES = 5;

  private final PrintWriter out;
  private final boolean terminal;
  private int lastLine = -1;

  Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Says what is being done now. */
  void step(String what) {
    out.println(what);
    out.flush();
  }

  /** Shows {@code done} of {@code all}, 1 or more. */
  void show(String what, int done, int all) {
    if (terminal) {
      int filled = (int) ((long) WIDTH * done / all);
      out.printf(
          "\r[%s%s] %3d %%  %-40s",
          "#".repeat(filled), ".".repeat(WIDTH - filled), 100L * done / all, what);
      if (done == all) {
        out.println();
      }
    } else if ((long) LINES * done / all != lastLine) {
      lastLine = (int) ((long) LINES * done / all);
      out.printf("%3d %%  %s%n", 100L * done / all, what);
    }
    out.flush();
  }
}
