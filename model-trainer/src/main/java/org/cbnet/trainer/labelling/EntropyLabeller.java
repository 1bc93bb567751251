package org.cbnet.trainer.labelling;

import java.util.List;
import org.cbnet.trainer.network.Networks;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.Logits;

/**
 * As the paper: hard is what BranchyNet's exit 1 answers with an entropy of at least the threshold.
 *
 * @param branchynet trained
 * @param thresholdNats of the entropy
 */
public record EntropyLabeller(Weights branchynet, double thresholdNats) implements Labeller {
  @Override
  public Difficulty label(Examples training, Examples validation) {
    float[][] logits =
        Answered.by(
            Networks.branchynet(), branchynet, List.of(Networks.STEM, Networks.BRANCH), training);
    double[] scores = new double[logits.length];
    boolean[] right = new boolean[logits.length];
    boolean[] hard = new boolean[logits.length];
    for (int i = 0; i < logits.length; i++) {
      scores[i] = Logits.entropyNats(logits[i]);
      right[i] = Logits.argMax(logits[i]) == training.label(i);
      hard[i] = scores[i] >= thresholdNats;
    }
    return new Difficulty(scores, right, hard);
  }
}
