package org.cbnet.inference.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the folder that holds a data set's files, without the network.
 *
 * <p>Order: {@code CBNET_DATA_DIR}, the user's cache, the folder of Debian's packages. Each is
 * looked at for {@code <data set>/<file>}.
 */
public final class DataSetLocator {
  /** Environment variable that names a folder with one sub-folder a data set. */
  public static final String DATA_DIR_VARIABLE = "CBNET_DATA_DIR";

  private static final Path DEBIAN = Path.of("/usr/share/datasets");

  private final List<Path> roots;
  private final Path cache;

  DataSetLocator(List<Path> roots, Path cache) {
    this.roots = List.copyOf(roots);
    this.cache = cache;
  }

  /** The locator of this user and environment. */
  public static DataSetLocator of(Map<String, String> environment, Path home) {
    Path cache =
        Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
            .filter(value -> !value.isBlank())
            .map(Path::of)
            .orElse(home.resolve(".cache"))
            .resolve("cbnet")
            .resolve("datasets");
    List<Path> roots = new ArrayList<>();
    Optional.ofNullable(environment.get(DATA_DIR_VARIABLE))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .ifPresent(roots::add);
    roots.add(cache);
    roots.add(DEBIAN);
    return new DataSetLocator(roots, cache);
  }

  /** The locator of this process. */
  public static DataSetLocator ofProcess() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** Where a fetched data set is put. */
  public Path cache() {
    return cache;
  }

  /** Every place that is looked at, in order. */
  public List<Path> roots() {
    return roots;
  }

  /** The first folder that has the test images and labels. */
  public Optional<Path> findTest(KnownDataSet set) {
    return find(set, DataSetFile.TEST_IMAGES.fileName(), DataSetFile.TEST_LABELS.fileName());
  }

  /** The first folder that has the training images and labels. */
  public Optional<Path> findTrain(KnownDataSet set) {
    return find(set, DataSetFile.TRAIN_IMAGES.fileName(), DataSetFile.TRAIN_LABELS.fileName());
  }

  /** The first folder that has a known part of the training images. */
  Optional<Path> find(TrainingPart part) {
    return find(part.set(), part.images(), part.labels());
  }

  private Optional<Path> find(KnownDataSet set, String images, String labels) {
    return roots.stream()
        .map(root -> root.resolve(set.id()))
        .filter(folder -> Files.isReadable(folder.resolve(images)))
        .filter(folder -> Files.isReadable(folder.resolve(labels)))
        .findFirst();
  }
}
