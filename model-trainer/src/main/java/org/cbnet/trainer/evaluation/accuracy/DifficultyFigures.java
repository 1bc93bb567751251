package org.cbnet.trainer.evaluation.accuracy;

import java.util.BitSet;

/**
 * Accuracy on easy and on hard frames.
 *
 * @param easy frames
 * @param hard frames
 */
public record DifficultyFigures(Part easy, Part hard) {

  /**
   * One part of the frames.
   *
   * @param frames in it
   * @param correct answered with the true label
   * @param accuracy their quotient; null without frames
   */
  public record Part(int frames, int correct, Double accuracy) {}

  /** Splits a network's answers. */
  public static DifficultyFigures of(Answers answers, BitSet hard) {
    return new DifficultyFigures(part(answers, hard, false), part(answers, hard, true));
  }

  private static Part part(Answers answers, BitSet hard, boolean wanted) {
    int frames = 0;
    int correct = 0;
    for (int i = 0; i < answers.frames(); i++) {
      if (hard.get(i) == wanted) {
        frames++;
        correct += answers.right(i) ? 1 : 0;
      }
    }
    return new Part(frames, correct, frames == 0 ? null : (double) correct / frames);
  }
}
