package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Segment;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.ClassificationObjective;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.Schedule;

/**
 * A network that only classifies, trained from nothing.
 *
 * @param network name
 * @param strategy that runs it
 * @param describe the network for a data set
 * @param ownAugmenting chosen on validation images for a data set
 */
record ClassifierRecipe(
    String network,
    StrategyName strategy,
    Function<KnownDataSet, NetworkDescription> describe,
    Function<KnownDataSet, Augmenting> ownAugmenting)
    implements Recipe {

  @Override
  public NetworkDescription description(KnownDataSet set) {
    return describe.apply(set);
  }

  @Override
  public Optional<Augmenting> augmenting(KnownDataSet set) {
    return Optional.of(ownAugmenting.apply(set));
  }

  @Override
  public List<String> needs(Method method, KnownDataSet set) {
    return List.of();
  }

  @Override
  public TrainedNetwork train(Training training) {
    KnownDataSet set = training.data().set();
    NetworkDescription description = description(set);
    Schedule schedule = training.schedule(Budget.CLASSIFIER);
    Weights start = Weights.initial(description.segments(), training.seed().ofStart());
    List<String> segments = description.segments().stream().map(Segment::name).toList();
    Fitted fitted =
        training.fit(
            description, start, new ClassificationObjective(segments, training.target()), schedule);
    return TrainedNetwork.trained(
        description,
        strategy,
        fitted,
        schedule,
        Map.of("objective", "cross-entropy"),
        OptionalDouble.empty());
  }
}
