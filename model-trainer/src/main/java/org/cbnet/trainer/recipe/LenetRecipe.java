package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.Decision;
import org.cbnet.trainer.training.ExitsObjective;
import org.cbnet.trainer.training.Fit;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.Objective;
import org.cbnet.trainer.training.Schedule;
import org.cbnet.trainer.training.TrainingListener;

/** B-LeNet's trunk: plain classification. */
final class LenetRecipe implements Recipe {
  private static final int EPOCHS = 20;

  @Override
  public NetworkDescription description() {
    return Networks.lenet();
  }

  @Override
  public List<NetworkDescription> needs() {
    return List.of();
  }

  @Override
  public TrainedNetwork train(
      TrainingData data,
      Map<String, Weights> earlier,
      Settings settings,
      TrainingListener listener) {
    Schedule schedule =
        settings.apply(new Schedule(EPOCHS, 128, 3e-3, Augmentations.light(data.set())));
    Objective objective =
        new ExitsObjective(
            Networks.STEM, List.of(Networks.TRUNK), data.set().classes().size(), Decision::last);
    RandomGenerator random = settings.random();
    Weights start = Weights.initial(description().segments(), random);
    Fitted fitted =
        new Fit(schedule, random, listener)
            .run(description(), start, objective, data.training(), data.validation());
    return new TrainedNetwork(
        description(),
        StrategyName.EDGE_FULL,
        fitted,
        schedule,
        Map.of("objective", "cross-entropy"),
        OptionalDouble.empty());
  }
}
