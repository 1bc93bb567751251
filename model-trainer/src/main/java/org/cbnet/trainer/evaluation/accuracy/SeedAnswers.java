package org.cbnet.trainer.evaluation.accuracy;

import java.util.BitSet;
import java.util.Objects;

/**
 * What one training's network answered on the frames evaluated.
 *
 * @param figures of it
 * @param right frames with a right answer
 */
public record SeedAnswers(SeedFigures figures, BitSet right) {
  public SeedAnswers {
    Objects.requireNonNull(figures, "figures is null");
    right = (BitSet) right.clone();
  }

  @Override
  public BitSet right() {
    return (BitSet) right.clone();
  }
}
