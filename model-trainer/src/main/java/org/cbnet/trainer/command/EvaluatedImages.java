package org.cbnet.trainer.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.FolderPerClass;
import org.cbnet.inference.dataset.ImageFolderListener;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.EvaluationListener;

/**
 * What {@code --dataset} names: a data set that the product knows, or a folder with one sub-folder
 * a class, whose name is the data set's unless another is put before it ({@code pets=photos/test}).
 *
 * @param dataset whose bundles are shown the images
 * @param folder of the images; null for a known data set's test images
 */
record EvaluatedImages(String dataset, Path folder) {

  /** Finds out what is named; {@link IllegalArgumentException} where it is nothing. */
  static EvaluatedImages of(String value) {
    if (Arrays.stream(KnownDataSet.values()).anyMatch(set -> set.id().equals(value))) {
      return new EvaluatedImages(value, null);
    }
    int equals = value.indexOf('=');
    Path folder = Path.of(value);
    if (Files.isDirectory(folder)) {
      return new EvaluatedImages(name(folder), folder);
    }
    if (equals > 0 && Files.isDirectory(Path.of(value.substring(equals + 1)))) {
      return new EvaluatedImages(value.substring(0, equals), Path.of(value.substring(equals + 1)));
    }
    try {
      return new EvaluatedImages(KnownDataSet.of(value).id(), null);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + ", or name a folder with one sub-folder a class", e);
    }
  }

  private static String name(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    if (name == null) {
      throw new IllegalArgumentException(folder + " has no name: write NAME=" + folder);
    }
    return name.toString();
  }

  /**
   * Loads the images as the bundles take them. Bundles of which only the latency is of interest
   * have no say: the images are brought to their size when they are measured.
   *
   * @throws BundleException where a bundle has other classes, or takes images of another size
   */
  LabelledImages load(DataSets sets, List<ModelBundle> measured, EvaluationListener listener)
      throws IOException {
    List<ModelBundle> bundles =
        measured.stream()
            .filter(bundle -> !new BundleProvenance(bundle.manifest()).latencyOnly())
            .toList();
    if (bundles.isEmpty()) {
      throw new InputException(
          "only the latency of %s is of interest: name a network with an accuracy beside it, as in --networks %s,%s"
              .formatted(names(measured), BundleProvenance.BASELINE, names(measured)));
    }
    BundleManifest first = bundles.get(0).manifest();
    if (folder != null) {
      check(bundles, first.classes(), first.height(), first.width());
      return FolderPerClass.open(folder)
          .load(dataset, first.classes(), first.height(), first.width(), progress(listener));
    }
    KnownDataSet set = KnownDataSet.of(dataset);
    check(bundles, set.classes(), first.height(), first.width());
    LabelledImages images = sets.testOrSample(set);
    check(bundles, set.classes(), images.height(), images.width());
    return images;
  }

  /**
   * All official test images, in their order.
   *
   * @throws InputException where a folder is named: what is recorded must be comparable for good
   */
  LabelledImages wholeTestSet(DataSets sets) throws IOException {
    if (folder != null) {
      throw new InputException(
          "--record measures on official test images, %s is a folder: name a data set, as in --dataset fashion-mnist"
              .formatted(folder));
    }
    return sets.test(KnownDataSet.of(dataset));
  }

  /** Whether {@link #load} gives all test images, and not those of the shipped sample. */
  boolean whole(DataSetLocator locator) {
    return folder != null || locator.findTest(KnownDataSet.of(dataset)).isPresent();
  }

  private static String names(List<ModelBundle> bundles) {
    return bundles.stream()
        .map(bundle -> bundle.folder().getFileName().toString())
        .collect(Collectors.joining(","));
  }

  private void check(List<ModelBundle> bundles, List<String> classes, int height, int width)
      throws BundleException {
    for (ModelBundle bundle : bundles) {
      BundleManifest manifest = bundle.manifest();
      if (!manifest.classes().equals(classes)) {
        throw new BundleException(
            bundle.folder(),
            "has the classes %s, %s has %s: leave it out with --networks"
                .formatted(manifest.classes(), dataset, classes));
      }
      if (manifest.height() != height || manifest.width() != width) {
        throw new BundleException(
            bundle.folder(),
            "takes images of %d x %d, %s has %d x %d: leave it out with --networks"
                .formatted(manifest.height(), manifest.width(), dataset, height, width));
      }
    }
  }

  /** Tells how the reading of a folder goes on. */
  static ImageFolderListener progress(EvaluationListener listener) {
    return new ImageFolderListener() {
      @Override
      public void progress(int done, int of) {
        listener.progress("reading images", done, of);
      }

      @Override
      public void skipped(Path file, String reason) {
        listener.note("left out: %s: %s".formatted(file, reason));
      }
    };
  }
}
