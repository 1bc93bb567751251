package org.cbnet.trainer.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.recipe.Method;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.Recipes;

/**
 * A declared list of trainings, read from a text file. Each line holds data set, networks, methods
 * and seeds, the last three as lists with commas, seeds also as ranges:
 *
 * <pre>{@code fashion-mnist  lenet,lenet5  plain,distilled  1-5}</pre>
 *
 * <p>Empty lines and what follows a {@code #} say nothing.
 *
 * @param cells in the order declared, each once
 */
public record Matrix(List<Cell> cells) {
  private static final int FIELDS = 4;

  public Matrix {
    cells = List.copyOf(cells);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming the line that can't be understood
   */
  public static Matrix read(Path file) throws IOException {
    List<Cell> cells = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        try {
          add(text, cells);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "%s line %d: %s".formatted(file, i + 1, e.getMessage()), e);
        }
      }
    }
    if (cells.isEmpty()) {
      throw new IllegalArgumentException(file + " declares no training");
    }
    return new Matrix(cells.stream().distinct().toList());
  }

  /** The same for another number of epochs. */
  public Matrix withEpochs(int epochs) {
    return new Matrix(
        cells.stream()
            .map(
                cell ->
                    new Cell(
                        cell.set(), cell.recipe(), cell.method().withEpochs(epochs), cell.seed()))
            .toList());
  }

  private static void add(String text, List<Cell> cells) {
    String[] fields = text.split("\\s+", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "expected 'DATASET NETWORKS METHODS SEEDS', found '%s'".formatted(text));
    }
    KnownDataSet set = KnownDataSet.of(fields[0]);
    for (String network : fields[1].split(",", -1)) {
      Recipe recipe = Recipes.of(network);
      for (String label : fields[2].split(",", -1)) {
        Method method = Method.parse(label);
        for (long seed : seeds(fields[3])) {
          cells.add(new Cell(set, recipe, method, seed));
        }
      }
    }
  }

  private static List<Long> seeds(String text) {
    List<Long> seeds = new ArrayList<>();
    try {
      for (String part : text.split(",", -1)) {
        String[] ends = part.split("-", 2);
        long first = Long.parseLong(ends[0]);
        long last = ends.length == 1 ? first : Long.parseLong(ends[1]);
        if (last < first || last - first > 1000) {
          throw new NumberFormatException("range " + part);
        }
        for (long seed = first; seed <= last; seed++) {
          seeds.add(seed);
        }
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "seeds are numbers and ranges with commas, as in 1-5 or 1,7: " + text, e);
    }
    return seeds;
  }
}
