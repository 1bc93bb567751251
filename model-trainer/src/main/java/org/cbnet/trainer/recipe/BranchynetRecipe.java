package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.EntropyDecision;
import org.cbnet.trainer.training.ExitsObjective;
import org.cbnet.trainer.training.Fit;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.Schedule;
import org.cbnet.trainer.training.TrainingListener;

/**
 * BranchyNet: joint loss with weight 1 an exit, from the trained trunk (Teerapittayanon et al. 2016
 * find that "several percent" better than a random start).
 */
final class BranchynetRecipe implements Recipe {
  private static final int EPOCHS = 12;

  @Override
  public NetworkDescription description() {
    return Networks.branchynet();
  }

  @Override
  public List<NetworkDescription> needs() {
    return List.of(Networks.lenet());
  }

  @Override
  public TrainedNetwork train(
      TrainingData data,
      Map<String, Weights> earlier,
      Settings settings,
      TrainingListener listener) {
    Schedule schedule =
        settings.apply(new Schedule(EPOCHS, 128, 2e-3, Augmentations.light(data.set())));
    double threshold = thresholdNats(data.set());
    RandomGenerator random = settings.random();
    Weights start =
        Weights.initial(description().segments(), random)
            .with(earlier.get(Networks.lenet().name()));
    Fitted fitted =
        new Fit(schedule, random, listener)
            .run(
                description(),
                start,
                exits(data.set(), threshold),
                data.training(),
                data.validation());
    return new TrainedNetwork(
        description(),
        StrategyName.EARLY_EXIT,
        fitted,
        schedule,
        Map.of(
            "objective", "cross-entropy, summed over exits",
            "exitWeights", List.of(1.0, 1.0),
            "startedFrom", "lenet"),
        OptionalDouble.of(threshold));
  }

  /** Both exits, answering at the data set's threshold. */
  static ExitsObjective exits(KnownDataSet set, double thresholdNats) {
    return new ExitsObjective(
        Networks.STEM,
        List.of(Networks.BRANCH, Networks.TRUNK),
        set.classes().size(),
        new EntropyDecision(thresholdNats));
  }

  /** The thresholds of the paper's experiments (max2022/Converting-Autoencoder). */
  static double thresholdNats(KnownDataSet set) {
    return switch (set) {
      case MNIST -> 0.05;
      case FASHION_MNIST -> 0.5;
      case KMNIST -> 0.025;
    };
  }
}
