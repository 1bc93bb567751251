package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.Preprocessing;

/** Copies of a bundle of one graph that say something else of themselves. */
final class Rewritten {
  private Rewritten() {}

  static ModelBundle of(
      ModelBundle bundle, Path folder, Preprocessing preprocessing, List<String> classes)
      throws IOException {
    Files.createDirectories(folder);
    Files.copy(bundle.folder().resolve("model.onnx"), folder.resolve("model.onnx"));
    BundleManifest own = bundle.manifest();
    ManifestFile.write(
        folder,
        new BundleManifest(
            own.formatVersion(),
            own.network(),
            own.strategy(),
            own.dataset(),
            classes,
            own.height(),
            own.width(),
            preprocessing,
            own.models(),
            own.entropyThresholdNats(),
            own.imageComputed(),
            own.cost(),
            own.provenance()));
    return ModelBundle.load(folder);
  }
}
