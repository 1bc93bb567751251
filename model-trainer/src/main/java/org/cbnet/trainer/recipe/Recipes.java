package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.stream.Collectors;

/** The recipes of this version in the order in which one builds on the other. */
public final class Recipes {
  private static final List<Recipe> ALL =
      List.of(new LenetRecipe(), new BranchynetRecipe(), new CbnetPaperRecipe(), new CbnetRecipe());

  private Recipes() {}

  public static List<Recipe> all() {
    return ALL;
  }

  /** Finds the recipe of a network. */
  public static Recipe of(String network) {
    return ALL.stream()
        .filter(recipe -> recipe.description().name().equals(network))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown network '%s': choose one of %s, all".formatted(network, names())));
  }

  private static String names() {
    return ALL.stream()
        .map(recipe -> recipe.description().name())
        .collect(Collectors.joining(", "));
  }
}
