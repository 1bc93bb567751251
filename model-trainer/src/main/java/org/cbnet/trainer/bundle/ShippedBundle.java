package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.recipe.TrainingData;

/** Copies a cell's bundle to where agents look for it, and says in it where it came from. */
public final class ShippedBundle {
  private static final String CELL = "cellSha256";
  private static final List<String> CURVE = List.of("history.csv", "curve.svg");

  private ShippedBundle() {}

  /**
   * Copies one; an older bundle in its place is replaced.
   *
   * @param cell folder of the cell's bundle
   * @param place of the copy
   * @param thresholdNats in place of the cell's own
   * @param notes added to the provenance
   * @param thresholdName says which threshold it is, where there is one
   */
  public static void write(
      Path cell,
      Path place,
      TrainingData data,
      OptionalDouble thresholdNats,
      Map<String, Object> notes,
      String thresholdName)
      throws IOException {
    ModelBundle bundle = ModelBundle.load(cell);
    BundleManifest from = bundle.manifest();
    Double threshold = from.entropyThresholdNats();
    if (thresholdNats.isPresent()) {
      threshold = thresholdNats.getAsDouble();
    }
    Map<String, Object> provenance = new TreeMap<>(from.provenance());
    provenance.putAll(notes);
    provenance.put(CELL, bundle.hash());
    if (threshold != null) {
      provenance.put("thresholdName", thresholdName);
    }
    try (PendingFolder pending = PendingFolder.beside(place)) {
      for (ModelFile model : from.models()) {
        Files.write(pending.folder().resolve(model.file()), bundle.graph(model.role()));
      }
      for (String name : CURVE) {
        if (Files.exists(cell.resolve(name))) {
          Files.copy(cell.resolve(name), pending.folder().resolve(name));
        }
      }
      ManifestFile.write(pending.folder(), manifest(from, threshold, provenance));
      if (thresholdNats.isPresent()) {
        provenance.put("validationAccuracy", accuracy(pending.folder(), data));
        ManifestFile.write(pending.folder(), manifest(from, threshold, provenance));
      }
      ModelBundle.load(pending.folder());
      pending.moveTo(place);
    }
  }

  /** Whether such a copy is in a folder. */
  public static boolean isAt(Path place) throws IOException {
    return Files.exists(place.resolve(ModelBundle.MANIFEST))
        && ModelBundle.load(place).manifest().provenance().containsKey(CELL);
  }

  /**
   * Whether a folder holds the copy that {@link #write} would make, be it in another form (variant)
   * by now.
   *
   * @param cellSha256 identity of the cell's bundle
   * @param thresholdNats in place of the cell's own
   * @param notes added to the provenance
   */
  public static boolean isAt(
      Path place, String cellSha256, OptionalDouble thresholdNats, Map<String, Object> notes)
      throws IOException {
    if (!Files.exists(place.resolve(ModelBundle.MANIFEST))) {
      return false;
    }
    BundleManifest manifest;
    try {
      manifest = ModelBundle.load(place).manifest();
    } catch (BundleException e) {
      // Damaged: it is to be written again.
      return false;
    }
    // As JSON gives them: whole numbers of a file may be of another type.
    return cellSha256.equals(manifest.provenance().get(CELL))
        && (thresholdNats.isEmpty()
            || Double.valueOf(thresholdNats.getAsDouble()).equals(manifest.entropyThresholdNats()))
        && notes.entrySet().stream()
            .allMatch(
                note ->
                    note.getValue()
                        .toString()
                        .equals(String.valueOf(manifest.provenance().get(note.getKey()))));
  }

  private static double accuracy(Path folder, TrainingData data) throws IOException {
    ModelBundle bundle = ModelBundle.load(folder);
    StrategyName name = StrategyName.of(bundle.manifest().strategy());
    try (InferenceStrategy strategy = Strategies.open(name, bundle, OptionalDouble.empty())) {
      return ValidationAccuracy.of(strategy, data);
    }
  }

  private static BundleManifest manifest(
      BundleManifest from, Double threshold, Map<String, Object> provenance) {
    return new BundleManifest(
        from.formatVersion(),
        from.network(),
        from.strategy(),
        from.dataset(),
        from.classes(),
        from.height(),
        from.width(),
        from.preprocessing(),
        from.models(),
        threshold,
        from.imageComputed(),
        from.cost(),
        provenance);
  }
}
