package org.cbnet.experiments.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/**
 * Looks at what a demo is given before anything is started: the agents would say the same half a
 * minute later.
 */
final class DemoInputs {
  private DemoInputs() {}

  /**
   * Opens every bundle once and finds the images.
   *
   * @throws IllegalArgumentException where an input can't be used; the message says which and why
   */
  static LabelledImages check(DemoOptions options, KnownDataSet set) throws IOException {
    for (String strategy : options.strategies()) {
      StrategyName name = StrategyName.of(strategy);
      check(name, options.models().resolve(set.id()).resolve(name.network()));
    }
    LabelledImages images = new DataSets(DataSetLocator.ofProcess()).testOrSample(set);
    if (options.frames() > images.size()) {
      throw new IllegalArgumentException(
          "--frames %d is more than the %d images of %s: run ./cbnet data %s for all 10,000"
              .formatted(options.frames(), images.size(), images.origin(), set.id()));
    }
    return images;
  }

  private static void check(StrategyName name, Path bundle) throws IOException {
    if (!Files.isDirectory(bundle)) {
      throw new IllegalArgumentException(
          "no bundle %s for strategy %s: run ./cbnet train, or name another --models"
              .formatted(bundle, name.id()));
    }
    try {
      Strategies.open(name, ModelBundle.load(bundle), OptionalDouble.empty()).close();
    } catch (BundleException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
