package org.cbnet.experiments.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalDouble;
import org.cbnet.edge.capture.ExitJudge;
import org.cbnet.experiments.definition.ImageChoice.Labeller;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.Outcome.Classified;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/**
 * Which images are hard, by two labellers. Labels choose what is shown and never what is claimed:
 * no network and no threshold is fitted to them.
 */
final class HardImages {
  private static final String FIRST_EXIT = "exit1";
  private static final String BRANCHYNET = "branchynet";
  private static final String INDEPENDENT = "resnet";

  private final Path bundles;
  private final LabelledImages images;

  /**
   * @param bundles folder of the data set's bundles
   */
  HardImages(Path bundles, LabelledImages images) {
    this.bundles = bundles;
    this.images = images;
  }

  /** Indexes of hard images. */
  BitSet by(Labeller labeller) throws IOException {
    return switch (labeller) {
      case ENTROPY -> byEntropy();
      case CONFIDENCE -> byConfidence(byEntropy().cardinality());
    };
  }

  private BitSet byEntropy() throws IOException {
    try (InferenceStrategy branchynet = open(StrategyName.EARLY_EXIT, BRANCHYNET)) {
      return new ExitJudge(branchynet, FIRST_EXIT).hard(images, 0);
    }
  }

  private BitSet byConfidence(int count) throws IOException {
    double[] confidence = new double[images.size()];
    try (InferenceStrategy network = open(StrategyName.EDGE_FULL, INDEPENDENT)) {
      for (int i = 0; i < confidence.length; i++) {
        confidence[i] = classified(network, i).confidence();
      }
    }
    double[] sorted = confidence.clone();
    Arrays.sort(sorted);
    BitSet hard = new BitSet(images.size());
    for (int i = 0; i < confidence.length && count > 0; i++) {
      hard.set(i, confidence[i] <= sorted[count - 1]);
    }
    return hard;
  }

  private InferenceStrategy open(StrategyName strategy, String network) throws IOException {
    return Strategies.open(
        strategy, ModelBundle.load(bundles.resolve(network)), OptionalDouble.empty());
  }

  private Classified classified(InferenceStrategy network, int index) {
    Outcome outcome = network.infer(images.frame(index));
    if (outcome instanceof Classified answer) {
      return answer;
    }
    throw new IllegalStateException(
        "image %d of %s: %s".formatted(index, images.dataSet(), outcome));
  }
}
