package org.cbnet.trainer.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.DenseAutoencoder;
import org.cbnet.trainer.network.DenseNetworks;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.ResidualNetworks;
import org.cbnet.trainer.network.ResidualNetworks.Rung;

/** The recipes of this version, those before others that build on them. */
public final class Recipes {
  /** The network that others are distilled from. */
  public static final String TEACHER = "teacher";

  private static final String LADDER = "resnet-";
  private static final String MLP_CONTROL = "mlp-control";
  private static final List<Recipe> BASELINES =
      List.of(
          classifier("lenet", StrategyName.EDGE_FULL),
          new BranchynetRecipe(),
          new TruncatedRecipe(),
          new CbnetPaperRecipe(Chosen::autoencoder),
          new NearestPrototypeRecipe(),
          mlp(MLP_CONTROL, Chosen::autoencoder),
          mlp(MLP_CONTROL + "@sized", Chosen::sizedMlp),
          classifier("lenet5", StrategyName.LENET5),
          new ClassifierRecipe(
              "resnet",
              StrategyName.EDGE_FULL,
              set -> ResidualNetworks.resnet("resnet", Chosen.rung(set)),
              set -> Chosen.augmenting("resnet", set)));
  private static final List<Recipe> ALL =
      Stream.concat(BASELINES.stream(), ConversionRecipes.rows().stream()).toList();
  private static final List<Recipe> OTHERS = others();

  private Recipes() {}

  /** Those that {@code all} means. */
  public static List<Recipe> all() {
    return ALL;
  }

  /**
   * Finds the recipe of a network, also of the teacher, the ladder's rungs, the heavy one and any
   * shape of our own.
   */
  public static Recipe of(String network) {
    Optional<Recipe> trial = ConversionRecipes.trial(network);
    if (trial.isPresent()) {
      return trial.get();
    }
    if (network.startsWith(MLP_CONTROL + "-")) {
      DenseAutoencoder encoder =
          DenseAutoencoder.parse(network.substring(MLP_CONTROL.length() + 1));
      return mlp(network, set -> encoder);
    }
    List<Recipe> every = new ArrayList<>(ALL);
    every.addAll(OTHERS);
    return every.stream()
        .filter(recipe -> recipe.network().equals(network))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown network '%s': choose one of %s, all"
                        .formatted(network, names(every))));
  }

  /**
   * Whether a network is one of the search's: a shape, and not a name that a choice stands behind.
   */
  public static boolean isTrial(String network) {
    return network.startsWith(MLP_CONTROL + "-") || ConversionRecipes.trial(network).isPresent();
  }

  private static List<Recipe> others() {
    List<Recipe> others = new ArrayList<>();
    others.add(
        new ClassifierRecipe(
            TEACHER,
            StrategyName.EDGE_FULL,
            set -> ResidualNetworks.resnet(TEACHER, Chosen.teacher(set)),
            set -> Chosen.augmenting("resnet", set)));
    for (Rung rung : ResidualNetworks.ladder()) {
      String name = LADDER + rung.id();
      others.add(
          new ClassifierRecipe(
              name,
              StrategyName.EDGE_FULL,
              set -> ResidualNetworks.resnet(name, rung),
              set -> Chosen.augmenting("resnet", set)));
    }
    others.add(new HeavyRecipe());
    return List.copyOf(others);
  }

  private static Recipe mlp(String network, Function<KnownDataSet, DenseAutoencoder> encoder) {
    return new ClassifierRecipe(
        network,
        StrategyName.MLP_CONTROL,
        set -> DenseNetworks.mlpControl(network, encoder.apply(set)),
        set -> Chosen.augmenting(network, set));
  }

  private static Recipe classifier(String network, StrategyName strategy) {
    return new ClassifierRecipe(
        network,
        strategy,
        set -> network.equals("lenet") ? Networks.lenet() : Networks.lenet5(),
        set -> Chosen.augmenting(network, set));
  }

  private static String names(List<Recipe> recipes) {
    return recipes.stream().map(Recipe::network).collect(Collectors.joining(", "));
  }
}
