package org.cbnet.trainer.training;

import java.util.List;

/** From the logits of every exit to a label. */
public interface Decision {

  /**
   * The class index of one image.
   *
   * @param exits logits of one image, first exit first
   */
  int label(List<float[]> exits);

  /** The class with the largest logit of the last exit; ties go to the lower class. */
  static int last(List<float[]> exits) {
    return Logits.argMax(exits.get(exits.size() - 1));
  }
}
