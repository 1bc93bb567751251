package org.cbnet.trainer.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.Recipes;

/**
 * One training of a matrix.
 *
 * @param set data set
 * @param recipe of the network
 * @param method beside the recipe; the recipe's own choices are filled in
 * @param seed of every draw
 */
public record Cell(KnownDataSet set, Recipe recipe, Method method, long seed) {
  private static final long TEACHER_SEED = 1;

  public Cell {
    Objects.requireNonNull(set, "set is null");
    Objects.requireNonNull(recipe, "recipe is null");
    Objects.requireNonNull(method, "method is null");
    method = recipe.resolve(method, set);
  }

  /** Name of its folder under the data set's cells: {@code lenet-plain-1}. */
  public String name() {
    return recipe.network() + "-" + method.label() + "-" + seed;
  }

  /** For people: data set and name. */
  public String title() {
    return set.id() + " " + name();
  }

  /**
   * The cell whose network it builds on: trained as that network's own recipe has it, distilled if
   * this one is and hands that on, with the same seed and, where they are said, epochs. What it is
   * distilled from is there once.
   */
  Cell parent(String need) {
    if (need.equals(recipe.teacher())) {
      return teacher();
    }
    Method plain = Method.of(method.distilled() && recipe.parentsDistilledToo());
    Method same =
        method.epochs().isPresent() ? plain.withEpochs(method.epochs().getAsInt()) : plain;
    return new Cell(set, Recipes.of(need), same, seed);
  }

  /** The cell of the teacher that it would be distilled from. */
  Cell teacher() {
    Method same =
        method.epochs().isPresent()
            ? Method.PLAIN.withEpochs(method.epochs().getAsInt())
            : Method.PLAIN;
    return new Cell(set, Recipes.of(recipe.teacher()), same, TEACHER_SEED);
  }

  /** Every cell that it builds on. */
  List<Cell> parents() {
    List<Cell> parents = new ArrayList<>();
    recipe.needs(method, set).forEach(need -> parents.add(parent(need)));
    if (method.distilled()) {
      parents.add(teacher());
    }
    return parents;
  }
}
