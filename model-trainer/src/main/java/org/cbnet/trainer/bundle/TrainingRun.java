package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.cbnet.trainer.network.Folding;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.Training;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Distillation;
import org.cbnet.trainer.training.Seed;
import org.cbnet.trainer.training.Target;
import org.cbnet.trainer.training.TrainingListener;

/**
 * Trains one network after another and writes their bundles; a training that was stopped goes on
 * after its last epoch.
 */
public final class TrainingRun {
  private final TrainingData data;
  private final Function<String, Path> earlier;

  /**
   * @param earlier folder of the bundle of a network that others build on
   */
  public TrainingRun(TrainingData data, Function<String, Path> earlier) {
    this.data = data;
    this.earlier = earlier;
  }

  /**
   * What came of one network.
   *
   * @param network as trained
   * @param written its bundle
   */
  public record Result(TrainedNetwork network, BundleWriter.Written written) {}

  /**
   * Trains and writes one network.
   *
   * @param place of its bundle; the checkpoint lies beside it until the training is done
   * @throws MissingNetworkException where a network that it needs was not trained yet
   */
  public Result train(
      Recipe recipe, Method method, long seed, Path place, TrainingListener listener)
      throws IOException {
    Method resolved = recipe.resolve(method, data.set());
    Map<String, Weights> weights = new HashMap<>();
    Map<String, String> parents = new TreeMap<>();
    for (String need : recipe.needs(resolved, data.set())) {
      Path folder = earlier.apply(need);
      weights.put(
          need,
          BundleWeights.read(
              folder, Folding.description(Recipes.of(need).description(data.set()))));
      parents.put(need, BundleWeights.hash(folder));
    }
    Optional<Target> teacher = Optional.empty();
    if (method.distilled()) {
      Path folder = earlier.apply(recipe.teacher());
      teacher =
          Optional.of(
              new Distillation(TeacherAnswers.of(folder, data), data.set().classes().size()));
      parents.put(recipe.teacher(), BundleWeights.hash(folder));
    }
    CheckpointFile checkpoint =
        new CheckpointFile(
            place.resolveSibling("." + place.getFileName() + ".checkpoint"),
            "%s %s %s %s %s"
                .formatted(
                    recipe.description(data.set()),
                    resolved.label(),
                    Provenance.data(data),
                    Versions.ofProcess(),
                    parents));
    TrainedNetwork network =
        recipe.train(
            new Training(data, weights, teacher, resolved, new Seed(seed), checkpoint, listener));
    BundleWriter.Written written =
        new BundleWriter(data).write(network, resolved.label(), seed, parents, place);
    checkpoint.delete();
    return new Result(network, written);
  }
}
