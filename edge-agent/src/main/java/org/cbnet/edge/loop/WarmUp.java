package org.cbnet.edge.loop;

import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.dataset.LabelledImages;

/** First inferences, whose cost is the compiler's: counted nowhere. */
public final class WarmUp {
  private WarmUp() {}

  /** Runs so many images from the first on, again from the start where there are fewer. */
  public static long run(InferenceStrategy strategy, LabelledImages images, int frames) {
    long classified = 0;
    for (int i = 0; i < frames; i++) {
      if (strategy.infer(images.frame(i % images.size())) instanceof Outcome.Classified) {
        classified++;
      }
    }
    return classified;
  }
}
