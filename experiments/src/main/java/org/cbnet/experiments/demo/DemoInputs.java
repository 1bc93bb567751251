package org.cbnet.experiments.demo;

import java.io.IOException;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;

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
      DemoStrategy.find(strategy, options.models().resolve(set.id()));
    }
    LabelledImages images = new DataSets(DataSetLocator.ofProcess()).testOrSample(set);
    if (options.frames() > images.size()) {
      throw new IllegalArgumentException(
          "--frames %d is more than the %d images of %s: run ./cbnet data %s for all 10,000"
              .formatted(options.frames(), images.size(), images.origin(), set.id()));
    }
    return images;
  }
}
