package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.labelling.GivenMarginLabeller;
import org.cbnet.trainer.labelling.Labeller;
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
  /** Name in the provenance of the classifier that a network was made to stand in front of. */
  public static final String BEHIND = "behind";

  private final TrainingData data;
  private final Function<String, Path> earlier;
  private final Optional<ModelBundle> behind;

  /**
   * @param earlier folder of the bundle of a network that others build on
   */
  public TrainingRun(TrainingData data, Function<String, Path> earlier) {
    this(data, earlier, Optional.empty());
  }

  /**
   * @param earlier folder of the bundle of a network that others build on
   * @param behind a classifier that labels and teaches in place of what the recipe asks for
   */
  public TrainingRun(
      TrainingData data, Function<String, Path> earlier, Optional<ModelBundle> behind) {
    this.data = data;
    this.earlier = earlier;
    this.behind = behind;
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
    if (behind.isEmpty()) {
      for (String need : recipe.needs(resolved, data.set())) {
        Path folder = earlier.apply(need);
        weights.put(
            need,
            BundleWeights.read(
                folder, Folding.description(Recipes.of(need).description(data.set()))));
        parents.put(need, BundleWeights.hash(folder));
      }
    }
    Optional<Labeller> labeller = labeller(parents);
    Optional<Target> teacher =
        resolved.distilled() ? Optional.of(teacher(recipe, parents)) : Optional.empty();
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
            new Training(
                data, weights, labeller, teacher, resolved, new Seed(seed), checkpoint, listener));
    BundleWriter.Written written =
        new BundleWriter(data).write(network, resolved.label(), seed, parents, place);
    checkpoint.delete();
    return new Result(network, written);
  }

  private Target teacher(Recipe recipe, Map<String, String> parents) throws IOException {
    int classes = data.set().classes().size();
    if (behind.isPresent()) {
      parents.put(BEHIND, behind.get().hash());
      return new Distillation(TeacherAnswers.of(behind.get(), data), classes);
    }
    Path folder = earlier.apply(recipe.teacher());
    Target target = new Distillation(TeacherAnswers.of(recipe.teacher(), folder, data), classes);
    parents.put(recipe.teacher(), BundleWeights.hash(folder));
    return target;
  }

  private Optional<Labeller> labeller(Map<String, String> parents) throws IOException {
    if (behind.isEmpty()) {
      return Optional.empty();
    }
    parents.put(BEHIND, behind.get().hash());
    try (BundleAnswers answers = new BundleAnswers(behind.get(), data)) {
      return Optional.of(
          new GivenMarginLabeller(answers.of(data.training()), answers.of(data.validation())));
    }
  }
}
