package org.cbnet.trainer.bundle;

import java.util.List;
import org.cbnet.trainer.training.EpochReport;
import org.cbnet.trainer.training.TrainingListener;

/** Ends a training in the middle of an epoch, and hears where one goes on. */
final class Killer implements TrainingListener {
  private final int epoch;
  private int resumedAfter;

  Killer(int epoch) {
    this.epoch = epoch;
  }

  int resumedAfter() {
    return resumedAfter;
  }

  @Override
  public void resumed(int epochs, List<EpochReport> done) {
    resumedAfter = done.size();
  }

  @Override
  public void step(int now, int epochs, int done, int steps) {
    if (now == epoch && done == 1) {
      throw new Killed();
    }
  }

  @Override
  public void epoch(int epochs, EpochReport report) {}

  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
