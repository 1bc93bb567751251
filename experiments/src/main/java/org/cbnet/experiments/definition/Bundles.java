package org.cbnet.experiments.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * The trained bundles, in a folder for each data set.
 *
 * @param models where these folders are
 */
record Bundles(Path models) {

  Path folder(KnownDataSet dataSet) {
    return models.resolve(dataSet.id());
  }

  boolean has(KnownDataSet dataSet, String bundle) {
    return Files.exists(folder(dataSet).resolve(bundle).resolve(ModelBundle.MANIFEST));
  }

  /**
   * What a bundle says of itself.
   *
   * @throws IOException where the bundle is not whole; the message says why
   */
  BundleManifest manifest(KnownDataSet dataSet, String bundle) throws IOException {
    return ModelBundle.load(folder(dataSet).resolve(bundle)).manifest();
  }

  /** All of a data set, in the order of their names; none where the folder can't be read. */
  List<String> names(KnownDataSet dataSet) {
    try (Stream<Path> folders = Files.list(folder(dataSet))) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> has(dataSet, name))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
