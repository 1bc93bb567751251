package org.cbnet.trainer.training;

import java.util.Optional;

/** Keeps the latest checkpoint of one training. */
public interface Checkpoints {
  /** Keeps none. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public Optional<Checkpoint> latest() {
          return Optional.empty();
        }

        @Override
        public void save(Checkpoint checkpoint) {}
      };

  /** The latest of this very training, if it was stopped before. */
  Optional<Checkpoint> latest();

  /** Replaces the latest. */
  void save(Checkpoint checkpoint);
}
