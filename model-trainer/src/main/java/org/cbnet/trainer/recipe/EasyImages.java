package org.cbnet.trainer.recipe;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.torch.TorchNetwork;
import org.cbnet.trainer.training.Accuracy;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.Logits;
import org.cbnet.trainer.training.Minibatch;
import org.cbnet.trainer.training.Objective;
import org.cbnet.trainer.training.Target;

/**
 * The easy image of each class: its training image that exit 1 classifies rightly with the least
 * entropy.
 *
 * <p>The paper's code finds the index on test images and then takes it from the training images;
 * here both are the images trained on (docs/design/003-first-training-recipe.md).
 */
final class EasyImages {
  private static final int BATCH = 250;

  private final int[] indices;
  private final float[][] values;

  private EasyImages(int[] indices, float[][] values) {
    this.indices = indices;
    this.values = values;
  }

  /** Looks through all images trained on with a trained BranchyNet. */
  static EasyImages find(TrainingData data, Weights branchynet) {
    NetworkDescription description = Networks.branchynet();
    Examples examples = data.training();
    Target unused = Target.labels(data.set().classes().size());
    Objective objective = BranchynetRecipe.exits(unused, 1, 0);
    Search search = new Search(data.set().classes().size());
    try (TorchNetwork network = new TorchNetwork(description, branchynet, List.of())) {
      for (int from = 0; from < examples.size(); from += BATCH) {
        Minibatch batch = examples.inOrder(from, Math.min(BATCH, examples.size() - from));
        try (NDManager manager = network.newBatchManager()) {
          NDList logits = objective.logits(network, batch, manager);
          search.look(Accuracy.rows(logits.get(0)), batch, from);
        }
      }
    }
    return search.result(examples);
  }

  /** Index within the data set's training images, by class. */
  int[] indices() {
    return indices.clone();
  }

  /** Input values by class, full size. */
  float[][] values() {
    return Arrays.stream(values).map(float[]::clone).toArray(float[][]::new);
  }

  /** Input values by class, each the mean of 2 x 2 pixels. */
  float[][] halved(int width) {
    return Arrays.stream(values).map(image -> halve(image, width)).toArray(float[][]::new);
  }

  private static float[] halve(float[] image, int width) {
    int columns = width / 2;
    float[] half = new float[image.length / 4];
    for (int i = 0; i < half.length; i++) {
      int corner = i / columns * 2 * width + i % columns * 2;
      half[i] =
          (image[corner] + image[corner + 1] + image[corner + width] + image[corner + width + 1])
              / 4;
    }
    return half;
  }

  /** The best so far of each class. */
  private static final class Search {
    private final int[] positions;
    private final double[] entropies;

    Search(int classes) {
      positions = new int[classes];
      entropies = new double[classes];
      Arrays.fill(entropies, Double.POSITIVE_INFINITY);
    }

    void look(float[][] logits, Minibatch batch, int from) {
      for (int i = 0; i < batch.size(); i++) {
        int label = batch.labels()[i];
        double entropy = Logits.entropyNats(logits[i]);
        if (Logits.argMax(logits[i]) == label && entropy < entropies[label]) {
          entropies[label] = entropy;
          positions[label] = from + i;
        }
      }
    }

    EasyImages result(Examples examples) {
      float[][] values = new float[positions.length][];
      int[] indices = new int[positions.length];
      for (int label = 0; label < positions.length; label++) {
        if (entropies[label] == Double.POSITIVE_INFINITY) {
          throw new IllegalStateException(
              "exit 1 classifies no training image of class %d rightly: train branchynet longer"
                  .formatted(label));
        }
        indices[label] = examples.index(positions[label]);
        values[label] = examples.inOrder(positions[label], 1).values();
      }
      return new EasyImages(indices, values);
    }
  }
}
