package org.cbnet.trainer.bundle;

import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.recipe.TrainingData;

/** Share of the validation images that a strategy, opened as an agent opens it, labels rightly. */
public final class ValidationAccuracy {
  private ValidationAccuracy() {}

  /** Shows every validation image once; an image without an answer counts as wrong. */
  public static double of(InferenceStrategy strategy, TrainingData data) {
    int correct = 0;
    int size = data.validation().size();
    for (int i = 0; i < size; i++) {
      Frame frame = frame(data, i);
      if (strategy.infer(frame) instanceof Outcome.Classified classified
          && classified.label() == frame.trueLabel()) {
        correct++;
      }
    }
    return (double) correct / size;
  }

  /** A validation image as a frame. */
  public static Frame frame(TrainingData data, int position) {
    LabelledImages source = data.source();
    return source.frame(data.validation().index(position));
  }
}
