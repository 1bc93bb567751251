package org.cbnet.trainer.evaluation;

import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;

/**
 * Outcomes of one strategy on labelled frames.
 *
 * @param frames shown
 * @param correct answered with the true label
 * @param early answered at exit 1
 * @param failed not answered; they count as wrong
 */
record Accuracy(int frames, int correct, int early, int failed) {
  // The name of the strategies for it.
  private static final String EXIT_1 = "exit1";

  /** Shows every frame once. */
  static Accuracy measure(InferenceStrategy strategy, List<Frame> frames, Runnable afterFrame) {
    int correct = 0;
    int early = 0;
    int failed = 0;
    for (Frame frame : frames) {
      if (strategy.infer(frame) instanceof Outcome.Classified classified) {
        correct += classified.label() == frame.trueLabel() ? 1 : 0;
        early += classified.exit().equals(EXIT_1) ? 1 : 0;
      } else {
        failed++;
      }
      afterFrame.run();
    }
    return new Accuracy(frames.size(), correct, early, failed);
  }

  double share() {
    return (double) correct / frames;
  }

  double earlyShare() {
    return (double) early / frames;
  }

  Interval interval() {
    return Interval.wilson(correct, frames);
  }
}
