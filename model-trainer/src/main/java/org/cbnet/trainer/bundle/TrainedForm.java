package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;

/**
 * The form of a bundle that was trained or imported. Where a faster variant took its place, it lies
 * in a subfolder of the bundle's, or was left out to save space.
 */
public final class TrainedForm {
  /** Name of the subfolder. */
  public static final String MASTER = "master";

  /** Key of a variant's provenance, which the trained form lacks. */
  public static final String VARIANT = "variant";

  private TrainedForm() {}

  /**
   * Loads it.
   *
   * @param folder of the bundle
   * @throws BundleException where only a variant of it is there, whose graphs may have merged
   *     layers and rounded weights
   */
  public static ModelBundle load(Path folder) throws IOException {
    Path master = folder.resolve(MASTER);
    if (Files.isDirectory(master)) {
      return ModelBundle.load(master);
    }
    ModelBundle bundle = ModelBundle.load(folder);
    Object variant = bundle.manifest().provenance().get(VARIANT);
    if (variant != null) {
      throw new BundleException(
          folder,
          "is the variant %s, and what it was made from is not in %s/: train the network again (./cbnet train)"
              .formatted(variant, MASTER));
    }
    return bundle;
  }
}
