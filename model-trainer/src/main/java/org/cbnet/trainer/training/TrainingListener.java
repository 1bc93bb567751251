package org.cbnet.trainer.training;

import java.util.List;

/** Told how a training goes on. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener SILENT =
      new TrainingListener() {
        @Override
        public void resumed(int epochs, List<EpochReport> done) {}

        @Override
        public void step(int epoch, int epochs, int done, int steps) {}

        @Override
        public void epoch(int epochs, EpochReport report) {}
      };

  /** A training that was stopped goes on after the epochs done. */
  void resumed(int epochs, List<EpochReport> done);

  /** After a step: {@code done} of {@code steps} of this epoch. */
  void step(int epoch, int epochs, int done, int steps);

  /** After an epoch. */
  void epoch(int epochs, EpochReport report);
}
