package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.Settings;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.TrainingListener;

/** Trains networks one after another and writes their bundles; later ones build on earlier ones. */
public final class TrainingRun {
  private final TrainingData data;
  private final Path models;
  private final Settings settings;
  private final Map<String, Weights> done = new HashMap<>();

  public TrainingRun(TrainingData data, Path models, Settings settings) {
    this.data = data;
    this.models = models;
    this.settings = settings;
  }

  /**
   * What came of one network.
   *
   * @param network as trained
   * @param written its bundle
   */
  public record Result(TrainedNetwork network, BundleWriter.Written written) {}

  /** Trains and writes one network; those it needs come from this run, else from the bundles. */
  public Result train(Recipe recipe, TrainingListener listener) throws IOException {
    Map<String, Weights> earlier = new HashMap<>();
    for (NetworkDescription need : recipe.needs()) {
      Weights weights = done.get(need.name());
      earlier.put(
          need.name(), weights == null ? BundleWeights.read(models, data.set(), need) : weights);
    }
    TrainedNetwork network = recipe.train(data, earlier, settings, listener);
    BundleWriter.Written written = new BundleWriter(models).write(network, data, settings);
    done.put(network.description().name(), network.fitted().weights());
    return new Result(network, written);
  }
}
