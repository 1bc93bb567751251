package org.cbnet.trainer.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.Fit;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.JointConversionObjective;
import org.cbnet.trainer.training.Schedule;
import org.cbnet.trainer.training.TrainingListener;

/** Our CBNet: converting autoencoder and lightweight DNN trained together. */
final class CbnetRecipe implements Recipe {
  private static final int EPOCHS = 60;
  private static final double RECONSTRUCTION_WEIGHT = 0.5;

  @Override
  public NetworkDescription description() {
    return Networks.cbnet();
  }

  @Override
  public List<NetworkDescription> needs() {
    return List.of(Networks.branchynet());
  }

  @Override
  public TrainedNetwork train(
      TrainingData data,
      Map<String, Weights> earlier,
      Settings settings,
      TrainingListener listener) {
    Schedule schedule =
        settings.apply(new Schedule(EPOCHS, 128, 3e-3, Augmentations.shifting(data.set())));
    // BranchyNet only points out the easy images; no weight of it is used.
    EasyImages easy = EasyImages.find(data, earlier.get(Networks.branchynet().name()));
    RandomGenerator random = settings.random();
    Weights start = Weights.initial(description().segments(), random);
    Fitted fitted =
        new Fit(schedule, random, listener)
            .run(
                description(),
                start,
                new JointConversionObjective(
                    easy.halved(data.source().width()), RECONSTRUCTION_WEIGHT),
                data.training(),
                data.validation());
    return new TrainedNetwork(
        description(),
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
