package org.cbnet.trainer.training;

/** Told how a training goes on. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener SILENT =
      new TrainingListener() {
        @Override
        public void step(int epoch, int epochs, int done, int steps) {}

        @Override
        public void epoch(int epochs, EpochReport report) {}
      };

  /** After a step: {@code done} of {@code steps} of this epoch. */
  void step(int epoch, int epochs, int done, int steps);

  /** After an epoch. */
  void epoch(int epochs, EpochReport report);
}
