package org.cbnet.experiments.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/** What a strategy answers on the first test images, with no agent, broker or cloud. */
public record OfflineCount(int frames, int correct, int early) {
  /** The committed bundles, as seen from this module. */
  public static final Path MODELS = Path.of("..", "models").toAbsolutePath().normalize();

  /** Infers the first {@code frames} test images. */
  public static OfflineCount of(String strategy, int frames) throws IOException {
    KnownDataSet set = KnownDataSet.FASHION_MNIST;
    LabelledImages images = new DataSets(DataSetLocator.ofProcess()).testOrSample(set);
    StrategyName name = StrategyName.of(strategy);
    ModelBundle bundle = ModelBundle.load(MODELS.resolve(set.id()).resolve(name.network()));
    int correct = 0;
    int early = 0;
    try (InferenceStrategy open = Strategies.open(name, bundle, OptionalDouble.empty())) {
      for (int i = 0; i < frames; i++) {
        Frame frame = images.frame(i);
        Outcome.Classified classified = (Outcome.Classified) open.infer(frame);
        correct += classified.label() == frame.trueLabel() ? 1 : 0;
        early += classified.exit().equals("final") ? 0 : 1;
      }
    }
    return new OfflineCount(frames, correct, early);
  }

  /** Share of correct labels, as every other part of the product divides it. */
  public double accuracy() {
    return (double) correct / frames;
  }
}
