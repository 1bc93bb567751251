package org.cbnet.trainer.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.DenseAutoencoder;
import org.cbnet.trainer.network.DenseNetworks;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.DenseConversionObjective;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.Schedule;

/**
 * The paper's CBNet: a dense converting autoencoder in front of the trained exit 1, unchanged.
 *
 * @param autoencoder sizes for a data set
 */
public record CbnetPaperRecipe(Function<KnownDataSet, DenseAutoencoder> autoencoder)
    implements Recipe {
  private static final Budget BUDGET = new Budget(20, 256, 1e-3);

  @Override
  public String network() {
    return "cbnet-paper";
  }

  @Override
  public NetworkDescription description(KnownDataSet set) {
    return DenseNetworks.cbnetPaper(autoencoder.apply(set));
  }

  @Override
  public Optional<Augmenting> augmenting(KnownDataSet set) {
    return Optional.of(Chosen.augmenting(network(), set));
  }

  @Override
  public List<String> needs(Method method, KnownDataSet set) {
    return List.of(Networks.branchynet().name());
  }

  @Override
  public TrainedNetwork train(Training training) {
    KnownDataSet set = training.data().set();
    NetworkDescription description = description(set);
    Schedule schedule = training.schedule(BUDGET);
    Weights branchynet = training.earlier().get(Networks.branchynet().name());
    EasyImages easy = EasyImages.find(training.data(), Labelling.ENTROPY.labeller(training));
    Weights exit1 =
        branchynet.only(
            List.of(description.segment(Networks.STEM), description.segment(Networks.BRANCH)));
    Weights start = Weights.initial(description.segments(), training.seed().ofStart()).with(exit1);
    Fitted fitted =
        training.fit(
            description,
            start,
            new DenseConversionObjective(easy.values(), training.teacher()),
            schedule);
    return TrainedNetwork.trained(
        description,
        StrategyName.CBNET_PAPER,
        fitted,
        schedule,
        hyperParameters(easy, set),
        OptionalDouble.empty());
  }

  private Map<String, Object> hyperParameters(EasyImages easy, KnownDataSet set) {
    Map<String, Object> map = new TreeMap<>();
    map.put("objective", "binary cross-entropy to the easy image, L1 of hidden activity");
    map.put("activityL1", 1e-7);
    map.put("autoencoder", autoencoder.apply(set).id());
    map.put("easyImages", Arrays.stream(easy.indices()).boxed().toList());
    map.put("startedFrom", "branchynet, its exit 1 frozen");
    return map;
  }
}
