package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import picocli.CommandLine.Option;

/** What commands that run or report have in common. */
final class RunOptions {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder of trained bundles (default: the product's own).")
  private Path models;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there.")
  private Path json;

  Path models() {
    return models == null ? JavaLauncher.home().resolve("models") : models;
  }

  /** Null where nobody wants it. */
  Path json() {
    return json;
  }

  DataSets dataSets() {
    return new DataSets(DataSetLocator.ofProcess());
  }

  /** Images at hand of each data set. */
  Map<KnownDataSet, Integer> images(Definition definition) throws IOException {
    Map<KnownDataSet, Integer> images = new LinkedHashMap<>();
    for (KnownDataSet dataSet : definition.dataSets()) {
      images.put(dataSet, dataSets().testOrSample(dataSet).size());
    }
    return images;
  }
}
