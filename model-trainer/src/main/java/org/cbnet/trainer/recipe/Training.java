package org.cbnet.trainer.recipe;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.trainer.labelling.Labeller;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.Checkpoints;
import org.cbnet.trainer.training.Fit;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.Objective;
import org.cbnet.trainer.training.Schedule;
import org.cbnet.trainer.training.Seed;
import org.cbnet.trainer.training.Target;
import org.cbnet.trainer.training.TrainingListener;

/**
 * One training of one network: what a recipe is given.
 *
 * @param data to train and to choose on
 * @param earlier weights of the networks that the recipe needs, by name
 * @param labeller of easy and hard images in place of the recipe's own
 * @param teacher labels and a teacher's answers together; empty unless the method is distilled
 * @param method resolved by the recipe
 * @param seed of every random draw
 * @param checkpoints to go on from
 * @param listener told how it goes
 */
public record Training(
    TrainingData data,
    Map<String, Weights> earlier,
    Optional<Labeller> labeller,
    Optional<Target> teacher,
    Method method,
    Seed seed,
    Checkpoints checkpoints,
    TrainingListener listener) {
  public Training {
    Objects.requireNonNull(data, "data is null");
    Objects.requireNonNull(method, "method is null");
    earlier = Map.copyOf(earlier);
    if (method.distilled() != teacher.isPresent()) {
      throw new IllegalArgumentException(
          "a distilled network has a teacher, a plain one none: " + method.label());
    }
  }

  /** What logits are to come near: labels, or labels and teacher. */
  Target target() {
    return teacher.orElseGet(() -> Target.labels(data.set().classes().size()));
  }

  /** The schedule for this data set and method. */
  Schedule schedule(Budget budget) {
    return new Schedule(
        method.epochs().orElse(budget.epochs(data.set(), data.training().size())),
        budget.batchSize(),
        budget.learningRate(),
        method.augmentation().orElse(Augmenting.NONE).augmentation());
  }

  /** Trains by this seed and these checkpoints. */
  Fitted fit(
      NetworkDescription description, Weights start, Objective objective, Schedule schedule) {
    return new Fit(schedule, seed, checkpoints, listener)
        .run(description, start, objective, data.training(), data.validation());
  }
}
