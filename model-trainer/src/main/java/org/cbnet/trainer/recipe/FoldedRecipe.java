package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.FoldedConversion;
import org.cbnet.trainer.network.NetworkDescription;

/**
 * Our CBNet with the decoder merged into the lightweight DNN: a row of its own, since it makes no
 * image on the way to the label.
 */
final class FoldedRecipe implements Recipe {
  @Override
  public String network() {
    return "cbnet-folded";
  }

  @Override
  public NetworkDescription description(KnownDataSet set) {
    return folded(set).network(network());
  }

  @Override
  public Optional<Augmenting> augmenting(KnownDataSet set) {
    return Optional.empty();
  }

  @Override
  public List<String> needs(Method method, KnownDataSet set) {
    return List.of(ConversionRecipes.CBNET);
  }

  @Override
  public TrainedNetwork train(Training training) {
    KnownDataSet set = training.data().set();
    return TrainedNetwork.derived(
        description(set),
        StrategyName.CBNET_FOLDED,
        folded(set).weights(training.earlier().get(ConversionRecipes.CBNET)),
        Map.of("objective", "none of its own", "takenFrom", ConversionRecipes.CBNET),
        OptionalDouble.empty());
  }

  private static FoldedConversion folded(KnownDataSet set) {
    return new FoldedConversion(Chosen.cbnet(set));
  }
}
