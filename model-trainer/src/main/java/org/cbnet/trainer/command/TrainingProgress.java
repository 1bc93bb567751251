package org.cbnet.trainer.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.cbnet.trainer.training.EpochReport;
import org.cbnet.trainer.training.TrainingListener;

/** Shows a training: a bar within an epoch where somebody watches, a line after each. */
final class TrainingProgress implements TrainingListener {
  private final String network;
  private final PrintWriter err;
  private final ProgressBar bar;

  TrainingProgress(String network, PrintWriter err, boolean interactive) {
    this.network = network;
    this.err = err;
    this.bar = new ProgressBar(err, interactive);
  }

  @Override
  public void resumed(int epochs, List<EpochReport> done) {
    err.printf(
        Locale.ROOT,
        "%s: going on after epoch %d of %d, where it was stopped%n",
        network,
        done.size(),
        epochs);
    err.flush();
  }

  @Override
  public void step(int epoch, int epochs, int done, int steps) {
    bar.show("%s epoch %d/%d".formatted(network, epoch, epochs), done, steps);
  }

  @Override
  public void epoch(int epochs, EpochReport report) {
    bar.clear();
    err.printf(
        Locale.ROOT,
        "%s epoch %d/%d: loss %.4f, accuracy %.4f training, %.4f validation%n",
        network,
        report.epoch(),
        epochs,
        report.loss(),
        report.trainingAccuracy(),
        report.validationAccuracy());
    err.flush();
  }
}
