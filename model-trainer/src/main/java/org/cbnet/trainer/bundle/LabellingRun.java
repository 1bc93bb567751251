package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.cbnet.trainer.labelling.Agreement;
import org.cbnet.trainer.labelling.Difficulty;
import org.cbnet.trainer.network.Folding;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.recipe.Labelling;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Seed;

/** Labels a data set's training images as easy or hard in every way, and compares the labels. */
public final class LabellingRun {
  private final TrainingData data;
  private final Path folder;

  /**
   * @param folder of the data set's models, with the bundles of the networks that label
   */
  public LabellingRun(TrainingData data, Path folder) {
    this.data = data;
    this.folder = folder;
  }

  /**
   * Labels.
   *
   * @param seed of what is trained to label
   * @param listener told which labelling begins
   * @throws MissingNetworkException where a network that labels was not trained yet
   */
  public Agreement run(Seed seed, Consumer<String> listener) throws IOException {
    Map<String, Difficulty> labels = new LinkedHashMap<>();
    for (Labelling labelling : Labelling.values()) {
      listener.accept(labelling.id());
      Map<String, Weights> networks = new HashMap<>();
      for (String need : labelling.needs()) {
        networks.put(
            need,
            BundleWeights.read(
                folder.resolve(need),
                Folding.description(Recipes.of(need).description(data.set()))));
      }
      labels.put(
          labelling.id(),
          labelling.labeller(data.set(), networks, seed).label(data.training(), data.validation()));
    }
    return Agreement.of(labels);
  }
}
