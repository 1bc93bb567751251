package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;

/** The paper's truncated BranchyNet: exit 1 as it was trained, answering every image. */
final class TruncatedRecipe implements Recipe {
  @Override
  public String network() {
    return Networks.truncated().name();
  }

  @Override
  public NetworkDescription description(KnownDataSet set) {
    return Networks.truncated();
  }

  @Override
  public Optional<Augmenting> augmenting(KnownDataSet set) {
    return Optional.empty();
  }

  @Override
  public List<String> needs(Method method, KnownDataSet set) {
    return List.of(Networks.branchynet().name());
  }

  @Override
  public TrainedNetwork train(Training training) {
    NetworkDescription description = Networks.truncated();
    Weights weights =
        training.earlier().get(Networks.branchynet().name()).only(description.segments());
    return TrainedNetwork.derived(
        description,
        StrategyName.TRUNCATED,
        weights,
        Map.of("objective", "none of its own", "takenFrom", "branchynet"),
        OptionalDouble.empty());
  }
}
