package org.cbnet.trainer.recipe;

import java.util.Arrays;
import org.cbnet.trainer.labelling.Difficulty;
import org.cbnet.trainer.labelling.Labeller;
import org.cbnet.trainer.training.Examples;

/**
 * The easy image of each class: its easiest training image that the labeller's network classifies
 * rightly. With BranchyNet's exit 1 that is the one of least entropy, as in the paper.
 *
 * <p>The paper's code finds the index on test images and then takes it from the training images;
 * here both are the images trained on (docs/design/003-first-training-recipe.md).
 */
final class EasyImages {
  private final int[] indices;
  private final float[][] values;

  private EasyImages(int[] indices, float[][] values) {
    this.indices = indices;
    this.values = values;
  }

  /** Looks through all images trained on. */
  static EasyImages find(TrainingData data, Labeller labeller) {
    return of(data, labeller.label(data.training(), data.validation()));
  }

  /** The easiest of each class; the first of equals. */
  static EasyImages of(TrainingData data, Difficulty difficulty) {
    Examples examples = data.training();
    int[] positions = new int[data.set().classes().size()];
    Arrays.fill(positions, -1);
    for (int i = 0; i < examples.size(); i++) {
      int best = positions[examples.label(i)];
      if (difficulty.right(i) && (best < 0 || difficulty.score(i) < difficulty.score(best))) {
        positions[examples.label(i)] = i;
      }
    }
    return at(positions, examples);
  }

  private static EasyImages at(int[] positions, Examples examples) {
    float[][] values = new float[positions.length][];
    int[] indices = new int[positions.length];
    for (int label = 0; label < positions.length; label++) {
      if (positions[label] < 0) {
        throw new IllegalStateException(
            "no training image of class %d is classified rightly by what labels them: train that longer"
                .formatted(label));
      }
      indices[label] = examples.index(positions[label]);
      values[label] = examples.inOrder(positions[label], 1).values();
    }
    return new EasyImages(indices, values);
  }

  /** Index within the data set's training images, by class. */
  int[] indices() {
    return indices.clone();
  }

  /** Input values by class, full size. */
  float[][] values() {
    return Arrays.stream(values).map(float[]::clone).toArray(float[][]::new);
  }
}
