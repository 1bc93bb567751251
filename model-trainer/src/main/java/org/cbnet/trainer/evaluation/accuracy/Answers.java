package org.cbnet.trainer.evaluation.accuracy;

import java.util.BitSet;
import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.trainer.evaluation.Interval;
import org.cbnet.trainer.evaluation.NoLabelException;

/** What one network answered on labelled frames; a frame without an answer counts as wrong. */
public final class Answers {
  /** The label of a frame without an answer. */
  static final int NONE = -1;

  // The name of the strategies for it.
  private static final String EXIT_1 = "exit1";

  private final List<Frame> frames;
  private final int[] labels;
  private final float[] confidences;
  private final BitSet early = new BitSet();
  private NoLabelException firstFailure;

  private Answers(List<Frame> frames) {
    this.frames = List.copyOf(frames);
    this.labels = new int[frames.size()];
    this.confidences = new float[frames.size()];
  }

  /**
   * Shows every frame once.
   *
   * @param afterFrame told after each
   */
  public static Answers measure(
      InferenceStrategy strategy, List<Frame> frames, Runnable afterFrame) {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("no frames");
    }
    Answers answers = new Answers(frames);
    for (int i = 0; i < frames.size(); i++) {
      answers.labels[i] = NONE;
      Outcome outcome = strategy.infer(frames.get(i));
      if (outcome instanceof Outcome.Classified classified) {
        answers.labels[i] = classified.label();
        answers.confidences[i] = classified.confidence();
        answers.early.set(i, classified.exit().equals(EXIT_1));
      } else if (answers.firstFailure == null) {
        answers.firstFailure = new NoLabelException(strategy.name(), frames.get(i), outcome);
      }
      afterFrame.run();
    }
    return answers;
  }

  /**
   * Refuses a network that gave no label for a frame: its latency on it can't be measured.
   *
   * @throws NoLabelException naming the first such frame
   */
  public void requireLabels() {
    if (firstFailure != null) {
      throw firstFailure;
    }
  }

  /** Number of frames shown. */
  public int frames() {
    return labels.length;
  }

  /** One of the frames. */
  public Frame frame(int index) {
    return frames.get(index);
  }

  /** The class that was answered, below 0 where none was. */
  public int label(int index) {
    return labels[index];
  }

  /** Largest softmax probability, 0 where nothing was answered. */
  public float confidence(int index) {
    return confidences[index];
  }

  /** Whether the answer is the true label. */
  public boolean right(int index) {
    return labels[index] == frames.get(index).trueLabel();
  }

  /** Frames that were not answered by exit 1. */
  public BitSet notEarly() {
    BitSet late = (BitSet) early.clone();
    late.flip(0, labels.length);
    return late;
  }

  /** Frames with a right answer. */
  public BitSet rightFrames() {
    BitSet right = new BitSet();
    for (int i = 0; i < labels.length; i++) {
      right.set(i, right(i));
    }
    return right;
  }

  /** Number of right answers. */
  public int correct() {
    return rightFrames().cardinality();
  }

  /** Number of frames without an answer. */
  public int failed() {
    int failed = 0;
    for (int label : labels) {
      failed += label == NONE ? 1 : 0;
    }
    return failed;
  }

  /** Exact share of right answers. */
  public double accuracy() {
    return (double) correct() / labels.length;
  }

  /** Share answered by exit 1. */
  public double earlyShare() {
    return (double) early.cardinality() / labels.length;
  }

  /** What another sample of as many frames of the same kind would give: Wilson's, 95 %. */
  public Interval interval() {
    return Interval.wilson(correct(), labels.length);
  }
}
