package org.cbnet.trainer.command;

import java.io.PrintWriter;
import org.cbnet.trainer.evaluation.EvaluationListener;

/**
 * Shows an evaluation: a bar where somebody watches, and notes. Where the process was told to end,
 * the next step ends it.
 */
final class EvaluationProgress implements EvaluationListener {
  private final PrintWriter err;
  private final ProgressBar bar;
  private final EndRequest request;

  EvaluationProgress(PrintWriter err, boolean interactive, EndRequest request) {
    this.err = err;
    this.request = request;
    this.bar = new ProgressBar(err, interactive);
  }

  @Override
  public void progress(String phase, int done, int of) {
    request.check();
    bar.show(phase, done, of);
    if (done == of) {
      bar.clear();
    }
  }

  /** Makes room for what is printed. */
  void clear() {
    bar.clear();
  }

  @Override
  public void note(String text) {
    bar.clear();
    err.println(text);
    err.flush();
  }
}
