package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.ResidualNetworks;
import org.cbnet.trainer.network.Weights;

/**
 * The heavy backbone with random weights: its latency is that of a trained one, its labels are
 * noise.
 */
final class HeavyRecipe implements Recipe {
  @Override
  public String network() {
    return ResidualNetworks.heavy().name();
  }

  @Override
  public NetworkDescription description(KnownDataSet set) {
    return ResidualNetworks.heavy();
  }

  @Override
  public Optional<Augmenting> augmenting(KnownDataSet set) {
    return Optional.empty();
  }

  @Override
  public List<String> needs(Method method, KnownDataSet set) {
    return List.of();
  }

  @Override
  public TrainedNetwork train(Training training) {
    NetworkDescription description = ResidualNetworks.heavy();
    return TrainedNetwork.derived(
        description,
        StrategyName.EDGE_FULL,
        Weights.initial(description.segments(), training.seed().ofStart()),
        Map.of("objective", "none: random weights", TrainedNetwork.LATENCY_ONLY, true),
        OptionalDouble.empty());
  }
}
