package org.cbnet.edge;

import java.io.IOException;
import java.util.SplittableRandom;
import org.cbnet.edge.config.SourceConfig;
import org.cbnet.edge.config.SourceKind;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;

/** Images that are there before the first frame comes. */
final class SourceImages {
  private static final int SYNTHETIC = 100;
  private static final int SYNTHETIC_SEED = 1;

  private SourceImages() {}

  /**
   * The data set; where frames come from elsewhere, the shipped sample, or noise of another size.
   */
  static LabelledImages load(SourceConfig config, BundleManifest bundle) throws IOException {
    if (config.kind() == SourceKind.DATA_SET) {
      return new DataSets(DataSetLocator.ofProcess()).testOrSample(config.dataSet());
    }
    LabelledImages sample = DataSets.sample();
    return sample.height() == bundle.height() && sample.width() == bundle.width()
        ? sample
        : noise(bundle.height(), bundle.width());
  }

  private static LabelledImages noise(int height, int width) {
    byte[] pixels = new byte[SYNTHETIC * height * width];
    new SplittableRandom(SYNTHETIC_SEED).nextBytes(pixels);
    return new LabelledImages(
        "noise", "noise", "noise to warm up with", height, width, pixels, new byte[SYNTHETIC]);
  }
}
