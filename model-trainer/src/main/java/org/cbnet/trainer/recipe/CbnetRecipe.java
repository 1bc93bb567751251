package org.cbnet.trainer.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.JointConversionObjective;
import org.cbnet.trainer.training.Schedule;

/** Our CBNet: converting autoencoder and lightweight DNN trained together. */
final class CbnetRecipe implements Recipe {
  private static final double RECONSTRUCTION_WEIGHT = 0.5;

  @Override
  public String network() {
    return Networks.cbnet().name();
  }

  @Override
  public NetworkDescription description(KnownDataSet set) {
    return Networks.cbnet();
  }

  @Override
  public Optional<Augmenting> augmenting(KnownDataSet set) {
    return Optional.of(Chosen.augmenting(network(), set));
  }

  @Override
  public List<String> needs() {
    return List.of(Networks.branchynet().name());
  }

  @Override
  public TrainedNetwork train(Training training) {
    KnownDataSet set = training.data().set();
    NetworkDescription description = description(set);
    Schedule schedule = training.schedule(Budget.CLASSIFIER);
    // BranchyNet only points out the easy images; no weight of it is used.
    EasyImages easy =
        EasyImages.find(training.data(), training.earlier().get(Networks.branchynet().name()));
    Weights start = Weights.initial(description.segments(), training.seed().ofStart());
    Fitted fitted =
        training.fit(
            description,
            start,
            new JointConversionObjective(
                easy.halved(training.data().source().width()),
                training.target(),
                RECONSTRUCTION_WEIGHT),
            schedule);
    return TrainedNetwork.trained(
        description,
        StrategyName.CBNET,
        fitted,
        schedule,
        Map.of(
            "objective",
            "cross-entropy, mean squared distance to the halved easy image",
            "reconstructionWeight",
            RECONSTRUCTION_WEIGHT,
            "easyImages",
            Arrays.stream(easy.indices()).boxed().toList()),
        OptionalDouble.empty());
  }
}
