package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cbnet.trainer.network.DenseAutoencoder;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.recipe.CbnetPaperRecipe;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.Training;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Checkpoints;
import org.cbnet.trainer.training.EpochReport;
import org.cbnet.trainer.training.Seed;
import org.cbnet.trainer.training.TrainingListener;

/** Trains the paper's CBNet with one autoencoder of the grid, to see how good it gets. */
public final class PaperTrial {
  private static final Seed SEED = new Seed(1);

  private final TrainingData data;
  private final Weights branchynet;

  /**
   * @param branchynet folder of the bundle whose exit 1 classifies the converted images
   */
  public PaperTrial(TrainingData data, Path branchynet) throws IOException {
    this.data = data;
    this.branchynet = BundleWeights.read(branchynet, Networks.branchynet());
  }

  /** Validation accuracy of the best epoch. */
  public double accuracy(DenseAutoencoder candidate, int epochs, double shareOfImages) {
    CbnetPaperRecipe recipe = new CbnetPaperRecipe(set -> candidate);
    Training training =
        new Training(
            data.share(shareOfImages),
            Map.of(Networks.branchynet().name(), branchynet),
            Optional.empty(),
            Optional.empty(),
            recipe.resolve(Method.PLAIN.withEpochs(epochs), data.set()),
            SEED,
            Checkpoints.NONE,
            TrainingListener.SILENT);
    TrainedNetwork network = recipe.train(training);
    return network.epochs().stream()
        .mapToDouble(EpochReport::validationAccuracy)
        .max()
        .orElseThrow();
  }
}
