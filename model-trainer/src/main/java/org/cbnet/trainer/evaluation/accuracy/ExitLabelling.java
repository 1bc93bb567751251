package org.cbnet.trainer.evaluation.accuracy;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;

/**
 * The paper's labelling: a frame is hard where exit 1 of BranchyNet is not sure, by the entropy of
 * its softmax.
 *
 * @param branchynet runs with the threshold
 * @param thresholdNats entropy from which on a frame is hard
 */
public record ExitLabelling(InferenceStrategy branchynet, double thresholdNats)
    implements HardLabelling {
  @Override
  public String description() {
    return String.format(
        Locale.ROOT, "entropy of branchynet's exit 1 is at least %s nats", thresholdNats);
  }

  @Override
  public BitSet hard(List<Frame> frames) {
    return Answers.measure(branchynet, frames, () -> {}).notEarly();
  }
}
