package org.cbnet.trainer.cell;

import java.util.List;
import java.util.Objects;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipe;

/**
 * One training of a matrix.
 *
 * @param set data set
 * @param recipe of the network
 * @param method beside the recipe
 * @param seed of every draw
 */
public record Cell(KnownDataSet set, Recipe recipe, Method method, long seed) {
  public Cell {
    Objects.requireNonNull(set, "set is null");
    Objects.requireNonNull(recipe, "recipe is null");
    Objects.requireNonNull(method, "method is null");
  }

  /** Name of its folder under the data set's cells: {@code lenet-plain-1}. */
  public String name() {
    return name(recipe.network(), method.label(), seed);
  }

  /** For people: data set and name. */
  public String title() {
    return set.id() + " " + name();
  }

  /**
   * Names of the cells that a network it needs may come from, the best fitting first: trained in
   * the same way, distilled as well or not, plain.
   */
  List<String> candidates(String need) {
    String base = method.distilled() ? "distilled" : "plain";
    return List.of(
        name(need, method.label(), seed), name(need, base, seed), name(need, "plain", seed));
  }

  private static String name(String network, String label, long seed) {
    return network + "-" + label + "-" + seed;
  }
}
