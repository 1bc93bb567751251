package org.cbnet.trainer.variant;

import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/**
 * A variant that runs, with its accuracy.
 *
 * @param variant which
 * @param bundle as an agent loads it
 * @param frames shown
 * @param correct answered with the true label; a failure is a wrong answer
 */
record VariantCandidate(Variant variant, ModelBundle bundle, int frames, int correct) {

  /**
   * Shows every frame to a bundle.
   *
   * @throws BundleException where it can't be opened
   */
  static VariantCandidate of(Variant variant, ModelBundle bundle, List<Frame> frames)
      throws BundleException {
    int correct = 0;
    try (InferenceStrategy strategy = open(bundle)) {
      for (Frame frame : frames) {
        if (strategy.infer(frame) instanceof Outcome.Classified classified) {
          correct += classified.label() == frame.trueLabel() ? 1 : 0;
        }
      }
    }
    return new VariantCandidate(variant, bundle, frames.size(), correct);
  }

  /** The strategy that agents run, with the bundle's own threshold; the caller closes it. */
  InferenceStrategy open() throws BundleException {
    return open(bundle);
  }

  boolean hasExits() {
    return bundle.manifest().entropyThresholdNats() != null;
  }

  double accuracy() {
    return (double) correct / frames;
  }

  private static InferenceStrategy open(ModelBundle bundle) throws BundleException {
    try {
      return Strategies.open(
          StrategyName.of(bundle.manifest().strategy()), bundle, OptionalDouble.empty());
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle.folder(), e.getMessage(), e);
    }
  }
}
