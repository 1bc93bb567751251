package org.cbnet.trainer.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.KnownDataSet;

/** Finds the bundles of a data set: the folders under {@code <models>/<data set>/}. */
public final class BundleFolder {
  private final Path folder;
  private final String dataset;

  public BundleFolder(Path models, KnownDataSet set) {
    this(models, set.id());
  }

  /**
   * @param dataset name of a data set, known or not
   */
  public BundleFolder(Path models, String dataset) {
    this.folder = models.resolve(dataset);
    this.dataset = dataset;
  }

  /** Where it looks. */
  public Path path() {
    return folder;
  }

  /** Loads bundles by the names of their folders, sorted by the names of their rows. */
  public List<ModelBundle> load(List<String> names) throws IOException {
    List<ModelBundle> bundles = new ArrayList<>();
    for (String name : names) {
      ModelBundle bundle = ModelBundle.load(folder.resolve(name));
      if (!bundle.manifest().dataset().equals(dataset)) {
        throw new BundleException(
            bundle.folder(),
            "was trained on %s, not on %s".formatted(bundle.manifest().dataset(), dataset));
      }
      bundles.add(bundle);
    }
    bundles.sort(Comparator.comparing(bundle -> new BundleProvenance(bundle.manifest()).rowName()));
    return bundles;
  }

  /** Names of the folders with a bundle that are there. */
  public List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve(ModelBundle.MANIFEST)))
          .map(entry -> entry.getFileName().toString())
          // Half-written bundles start with a dot.
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }
}
