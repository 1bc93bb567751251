package org.cbnet.trainer.bundle;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.torch.TorchNetwork;
import org.cbnet.trainer.training.Accuracy;
import org.cbnet.trainer.training.Logits;
import org.cbnet.trainer.training.Minibatch;

/**
 * What a BranchyNet's two exits answer to the validation images, so that thresholds can be tried
 * without running it again.
 */
public final class ExitAnswers {
  private static final int BATCH = 250;

  private final double[] entropiesNats;
  private final boolean[] firstRight;
  private final boolean[] lastRight;

  private ExitAnswers(int images) {
    this.entropiesNats = new double[images];
    this.firstRight = new boolean[images];
    this.lastRight = new boolean[images];
  }

  /** Runs the BranchyNet of a bundle's folder. */
  public static ExitAnswers of(Path folder, TrainingData data) throws IOException {
    Weights weights = BundleWeights.read(folder, Networks.branchynet());
    int images = data.validation().size();
    ExitAnswers answers = new ExitAnswers(images);
    try (TorchNetwork network = new TorchNetwork(Networks.branchynet(), weights, List.of())) {
      for (int from = 0; from < images; from += BATCH) {
        Minibatch batch = data.validation().inOrder(from, Math.min(BATCH, images - from));
        try (NDManager manager = network.newBatchManager()) {
          var features = network.run(batch.images(manager), Networks.STEM);
          answers.put(
              from,
              batch,
              new NDList(
                  network.run(features, Networks.BRANCH), network.run(features, Networks.TRUNK)));
        }
      }
    }
    return answers;
  }

  /** Share of right labels where exit 1 answers below a threshold, else the last. */
  public double accuracy(double thresholdNats) {
    int right = 0;
    for (int i = 0; i < entropiesNats.length; i++) {
      right += (entropiesNats[i] < thresholdNats ? firstRight[i] : lastRight[i]) ? 1 : 0;
    }
    return (double) right / entropiesNats.length;
  }

  /** Share answered at exit 1. */
  public double exitRatio(double thresholdNats) {
    int early = 0;
    for (double entropy : entropiesNats) {
      early += entropy < thresholdNats ? 1 : 0;
    }
    return (double) early / entropiesNats.length;
  }

  private void put(int from, Minibatch batch, NDList exits) {
    float[][] first = Accuracy.rows(exits.get(0));
    float[][] last = Accuracy.rows(exits.get(1));
    for (int i = 0; i < batch.size(); i++) {
      int label = batch.labels()[i];
      entropiesNats[from + i] = Logits.entropyNats(first[i]);
      firstRight[from + i] = Logits.argMax(first[i]) == label;
      lastRight[from + i] = Logits.argMax(last[i]) == label;
    }
  }
}
