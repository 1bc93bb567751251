package org.cbnet.trainer.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.bundle.ShippedBundle;
import org.cbnet.trainer.recipe.Recipe;
import org.cbnet.trainer.recipe.Recipes;
import org.cbnet.trainer.recipe.TrainingData;

/**
 * Chooses, on validation images only, which cell of each network becomes its bundle: the way of
 * training with the best mean over seeds, and of its seeds the one in the middle, so that no
 * network is shown by its luckiest.
 */
public final class Shipping {
  /** Folder of BranchyNet with the threshold and exit weights tuned for speed. */
  public static final String TUNED = "branchynet-tuned";

  private static final String BRANCHYNET = "branchynet";
  private static final String LENET = "lenet";

  private final TrainingData data;
  private final Path folder;

  /**
   * @param folder of the data set's models
   */
  public Shipping(TrainingData data, Path folder) {
    this.data = data;
    this.folder = folder;
  }

  /**
   * What was chosen.
   *
   * @param name of the bundle's folder
   * @param label how it was trained
   * @param seed shipped
   * @param seeds that it was trained with
   * @param meanAccuracy on validation images at the paper's threshold, over these seeds
   * @param thresholdNats where it has exits
   * @param kept why nothing was chosen anew and what was in place stays
   */
  public record Shipped(
      String name,
      String label,
      long seed,
      int seeds,
      double meanAccuracy,
      OptionalDouble thresholdNats,
      Optional<String> kept) {}

  /** Chooses and writes the bundle of every network that has finished cells. */
  public List<Shipped> ship() throws IOException {
    List<CellLine> lines = new Ledger(folder).lines();
    List<Shipped> shipped = new ArrayList<>();
    for (Recipe recipe : Recipes.all()) {
      List<Candidate> candidates =
          Candidate.of(lines, recipe.description(data.set())).stream()
              .filter(Shipping::paperWeights)
              .toList();
      if (!candidates.isEmpty()) {
        Candidate best = best(candidates);
        shipped.add(
            write(
                recipe.network(), best, best.median(), OptionalDouble.empty(), "paperT", Map.of()));
      }
    }
    tune(lines, shipped);
    return shipped;
  }

  private void tune(List<CellLine> lines, List<Shipped> shipped) throws IOException {
    List<Candidate> candidates =
        Candidate.of(lines, Recipes.of(BRANCHYNET).description(data.set()));
    OptionalDouble lenet =
        shipped.stream()
            .filter(one -> one.name().equals(LENET))
            .mapToDouble(Shipped::meanAccuracy)
            .findFirst();
    if (candidates.isEmpty() || lenet.isEmpty()) {
      return;
    }
    List<String> gone = gone(candidates);
    Optional<Shipped> kept = gone.isEmpty() ? Optional.empty() : kept(candidates, gone);
    if (kept.isPresent()) {
      shipped.add(kept.get());
      return;
    }
    ThresholdTuning.Choice choice =
        new ThresholdTuning(data, folder).tune(candidates, lenet.getAsDouble());
    Map<String, Object> tuned = new TreeMap<>();
    tuned.put("lenetValidationAccuracy", lenet.getAsDouble());
    tuned.put("meanValidationAccuracy", choice.accuracy());
    tuned.put("meanExitRatio", choice.exitRatio());
    tuned.put(
        "withinTolerance", choice.accuracy() >= lenet.getAsDouble() - ThresholdTuning.TOLERANCE);
    shipped.add(
        write(
            TUNED,
            choice.candidate(),
            choice.median(),
            OptionalDouble.of(choice.thresholdNats()),
            "tuned",
            Map.of("tuned", tuned)));
  }

  private List<String> gone(List<Candidate> candidates) {
    return candidates.stream()
        .flatMap(candidate -> candidate.lines().stream())
        .map(CellLine::folder)
        .filter(cell -> !Files.isDirectory(folder.resolve(cell)))
        .sorted()
        .toList();
  }

  // Tuning asks every candidate every image, so it can't be repeated without their weights. What is
  // in place stays where it comes from one of them.
  private Optional<Shipped> kept(List<Candidate> candidates, List<String> gone) throws IOException {
    Path place = folder.resolve(TUNED);
    for (Candidate candidate : candidates) {
      for (CellLine line : candidate.lines()) {
        if (ShippedBundle.isAt(place, line.bundleSha256(), OptionalDouble.empty(), Map.of())) {
          return Optional.of(
              new Shipped(
                  TUNED,
                  candidate.label(),
                  line.seed(),
                  candidate.lines().size(),
                  candidate.meanAccuracy(),
                  OptionalDouble.of(ModelBundle.load(place).manifest().entropyThresholdNats()),
                  Optional.of(
                      "not tuned again without the weights of %d of the candidates' cells, as %s"
                          .formatted(gone.size(), gone.get(0)))));
        }
      }
    }
    return Optional.empty();
  }

  // Other weights of the exits are for the tuned row.
  private static boolean paperWeights(Candidate candidate) {
    return !candidate.label().contains("exit1=");
  }

  private static Candidate best(List<Candidate> candidates) {
    return candidates.stream()
        .max(Comparator.comparingDouble(Candidate::meanAccuracy))
        .orElseThrow();
  }

  private Shipped write(
      String name,
      Candidate candidate,
      CellLine median,
      OptionalDouble thresholdNats,
      String thresholdName,
      Map<String, Object> more)
      throws IOException {
    Map<String, Object> notes = new TreeMap<>(more);
    notes.put("seeds", candidate.lines().stream().map(CellLine::seed).sorted().toList());
    Path place = folder.resolve(name);
    // What is in its place already may have a variant chosen, and its cell's weights may be gone.
    if (!ShippedBundle.isAt(place, median.bundleSha256(), thresholdNats, notes)) {
      Path cell = folder.resolve(median.folder());
      if (!Files.isDirectory(cell)) {
        throw new IOException(
            "%s is to be shipped, and its bundle is not in %s: train it again (delete its line in %s)"
                .formatted(name, cell, Ledger.FILE));
      }
      ShippedBundle.write(cell, place, data, thresholdNats, notes, thresholdName);
    }
    return new Shipped(
        name,
        candidate.label(),
        median.seed(),
        candidate.lines().size(),
        candidate.meanAccuracy(),
        thresholdNats,
        Optional.empty());
  }
}
