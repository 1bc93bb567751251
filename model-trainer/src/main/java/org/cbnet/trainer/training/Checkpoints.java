package org.cbnet.trainer.training;

import java.util.Optional;

/** Keeps the latest checkpoint of one training. */
public interface Checkpoints {
  /** Keeps none. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public Optional<Checkpoint> latest(String settings) {
          return Optional.empty();
        }

        @Override
        public void save(String settings, Checkpoint checkpoint) {}
      };

  /**
   * The latest of this very training, if it was stopped before.
   *
   * @param settings how it is trained; a checkpoint saved with others is not taken
   */
  Optional<Checkpoint> latest(String settings);

  /** Replaces the latest. */
  void save(String settings, Checkpoint checkpoint);
}
