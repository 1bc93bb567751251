package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.EntropyDecision;
import org.cbnet.trainer.training.ExitsObjective;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.Schedule;
import org.cbnet.trainer.training.Target;

/**
 * BranchyNet: joint loss, from the trained trunk (Teerapittayanon et al. 2016 find that "several
 * percent" better than a random start).
 */
final class BranchynetRecipe implements Recipe {
  private static final Budget BUDGET = new Budget(12, 128, 2e-3);

  @Override
  public String network() {
    return Networks.branchynet().name();
  }

  @Override
  public NetworkDescription description(KnownDataSet set) {
    return Networks.branchynet();
  }

  @Override
  public Optional<Augmenting> augmenting(KnownDataSet set) {
    return Optional.of(Chosen.augmenting(network(), set));
  }

  @Override
  public Set<MethodOption> options() {
    return Set.of(MethodOption.EXIT1);
  }

  @Override
  public List<String> needs(Method method, KnownDataSet set) {
    return List.of(Networks.lenet().name());
  }

  @Override
  public TrainedNetwork train(Training training) {
    KnownDataSet set = training.data().set();
    NetworkDescription description = description(set);
    Schedule schedule = training.schedule(BUDGET);
    double threshold = paperThresholdNats(set);
    double exit1Weight = training.method().number(MethodOption.EXIT1).orElse(1);
    Weights start =
        Weights.initial(description.segments(), training.seed().ofStart())
            .with(training.earlier().get(Networks.lenet().name()));
    Fitted fitted =
        training.fit(
            description, start, exits(training.target(), exit1Weight, threshold), schedule);
    return TrainedNetwork.trained(
        description,
        StrategyName.EARLY_EXIT,
        fitted,
        schedule,
        Map.of(
            "objective", "cross-entropy, summed over exits",
            "exitWeights", List.of(exit1Weight, 1.0),
            "startedFrom", "lenet"),
        OptionalDouble.of(threshold));
  }

  /** Both exits, answering at a threshold. */
  static ExitsObjective exits(Target target, double exit1Weight, double thresholdNats) {
    return new ExitsObjective(
        Networks.STEM,
        List.of(Networks.BRANCH, Networks.TRUNK),
        List.of(exit1Weight, 1.0),
        target,
        new EntropyDecision(thresholdNats));
  }

  /** The thresholds of the paper's experiments (max2022/Converting-Autoencoder). */
  static double paperThresholdNats(KnownDataSet set) {
    return switch (set) {
      case MNIST -> 0.05;
      case FASHION_MNIST -> 0.5;
      case KMNIST -> 0.025;
    };
  }
}
