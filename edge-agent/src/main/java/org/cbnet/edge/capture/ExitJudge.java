package org.cbnet.edge.capture;

import java.util.BitSet;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.dataset.LabelledImages;

/**
 * The paper's labelling: an image is hard where exit 1 of BranchyNet does not answer, because the
 * entropy of its softmax is not below the threshold.
 *
 * @param branchynet a strategy with exits, running with that threshold
 * @param exit name of exit 1
 */
public record ExitJudge(InferenceStrategy branchynet, String exit) implements HardnessJudge {

  @Override
  public BitSet hard(LabelledImages images, int first) {
    BitSet hard = new BitSet(images.size());
    for (int i = first; i < images.size(); i++) {
      Outcome outcome = branchynet.infer(images.frame(i));
      if (outcome instanceof Outcome.Classified classified) {
        hard.set(i, !classified.exit().equals(exit));
      } else if (outcome instanceof Outcome.Failed failed) {
        throw new IllegalArgumentException(
            "the judge of source.hard-share can't tell whether image %d is hard: %s, %s"
                .formatted(i, failed.reason(), failed.detail()));
      }
    }
    return hard;
  }
}
