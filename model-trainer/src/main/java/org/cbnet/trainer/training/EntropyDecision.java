package org.cbnet.trainer.training;

import java.util.List;

/**
 * The first exit answers where its entropy is below a threshold, else the last.
 *
 * @param thresholdNats natural logarithm
 */
public record EntropyDecision(double thresholdNats) implements Decision {
  @Override
  public int label(List<float[]> exits) {
    float[] first = exits.get(0);
    return Logits.entropyNats(first) < thresholdNats ? Logits.argMax(first) : Decision.last(exits);
  }
}
