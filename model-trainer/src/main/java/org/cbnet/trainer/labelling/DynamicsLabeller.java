package org.cbnet.trainer.labelling;

import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Segment;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.Augmentation;
import org.cbnet.trainer.training.Checkpoints;
import org.cbnet.trainer.training.ClassificationObjective;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.Fit;
import org.cbnet.trainer.training.Schedule;
import org.cbnet.trainer.training.Seed;
import org.cbnet.trainer.training.Target;
import org.cbnet.trainer.training.TrainingListener;

/**
 * By how a classifier learns: {@code lenet5} is trained for a few epochs, and what it learns early
 * and keeps is easy. No trained network is needed.
 *
 * @param classes of the data set
 * @param epochs watched
 * @param seed of the training
 */
public record DynamicsLabeller(int classes, int epochs, Seed seed) implements Labeller {
  /** An easy image is learnt within so many epochs. */
  static final int EARLY_EPOCHS = 2;

  private static final int BATCH_SIZE = 128;
  private static final double LEARNING_RATE = 3e-3;

  public DynamicsLabeller {
    if (epochs <= EARLY_EPOCHS) {
      throw new IllegalArgumentException(
          "more than %d epochs must be watched: %d".formatted(EARLY_EPOCHS, epochs));
    }
  }

  @Override
  public Difficulty label(Examples training, Examples validation) {
    NetworkDescription lenet5 = Networks.lenet5();
    LearningHistory history =
        new LearningHistory(
            new ClassificationObjective(
                lenet5.segments().stream().map(Segment::name).toList(), Target.labels(classes)),
            training.size());
    new Fit(
            new Schedule(epochs, BATCH_SIZE, LEARNING_RATE, Augmentation.NONE),
            seed,
            Checkpoints.NONE,
            TrainingListener.SILENT)
        .run(
            lenet5,
            Weights.initial(lenet5.segments(), seed.ofStart()),
            history,
            training,
            validation);
    if (!history.covers(training)) {
      throw new IllegalStateException("a training that was watched left images out");
    }
    return history.difficulty(EARLY_EPOCHS);
  }
}
