package org.cbnet.trainer.variant;

import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.OpenBundle;

/**
 * A variant that runs and answers every frame, with its accuracy.
 *
 * @param variant which
 * @param bundle as an agent loads it
 * @param frames shown
 * @param correct answered with the true label
 */
record VariantCandidate(Variant variant, ModelBundle bundle, int frames, int correct) {

  /**
   * Shows every frame to a bundle.
   *
   * @throws BundleException where it can't be opened
   * @throws UnfitException where it refuses a frame: a refusal takes less time than an answer, so
   *     that its speed would mean nothing
   */
  static VariantCandidate of(Variant variant, ModelBundle bundle, List<Frame> frames)
      throws BundleException, UnfitException {
    int correct = 0;
    try (InferenceStrategy strategy = open(bundle)) {
      for (Frame frame : frames) {
        Outcome outcome = strategy.infer(frame);
        if (outcome instanceof Outcome.Failed failed) {
          throw new UnfitException(
              "gives no label for frame %s (%s: %s)"
                  .formatted(frame.id(), failed.reason(), failed.detail()));
        }
        if (outcome instanceof Outcome.Classified classified) {
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
    return OpenBundle.open(bundle, Provider.CPU).strategy();
  }
}
