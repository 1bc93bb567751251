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
import org.cbnet.trainer.training.Augmentation;
import org.cbnet.trainer.training.DenseConversionObjective;
import org.cbnet.trainer.training.Fit;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.Schedule;
import org.cbnet.trainer.training.TrainingListener;

/** The paper's CBNet: a dense converting autoencoder in front of the trained exit 1, unchanged. */
final class CbnetPaperRecipe implements Recipe {
  private static final int EPOCHS = 15;

  @Override
  public NetworkDescription description() {
    return Networks.cbnetPaper();
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
    Schedule schedule = settings.apply(new Schedule(EPOCHS, 256, 1e-3, Augmentation.NONE));
    Weights branchynet = earlier.get(Networks.branchynet().name());
    EasyImages easy = EasyImages.find(data, branchynet);
    RandomGenerator random = settings.random();
    Weights exit1 =
        branchynet.only(
            List.of(description().segment(Networks.STEM), description().segment(Networks.BRANCH)));
    Weights start = Weights.initial(description().segments(), random).with(exit1);
    Fitted fitted =
        new Fit(schedule, random, listener)
            .run(
                description(),
                start,
                new DenseConversionObjective(easy.values()),
                data.training(),
                data.validation());
    return new TrainedNetwork(
        description(),
        StrategyName.CBNET_PAPER,
        fitted,
        schedule,
        Map.of(
            "objective",
            "binary cross-entropy to the easy image, L1 of hidden activity",
            "activityL1",
            1e-7,
            "easyImages",
            Arrays.stream(easy.indices()).boxed().toList(),
            "startedFrom",
            "branchynet, its exit 1 frozen"),
        OptionalDouble.empty());
  }
}
