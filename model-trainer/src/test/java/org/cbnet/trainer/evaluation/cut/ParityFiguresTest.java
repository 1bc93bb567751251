package org.cbnet.trainer.evaluation.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParityFiguresTest {
  private static final float[] LOGITS = {1, -3, 100, 2};

  @Test
  void theSameAnswersHold() {
    ParityFigures figures = ParityFigures.of(List.of(LOGITS, LOGITS), List.of(LOGITS, LOGITS));

    assertThat(figures).isEqualTo(new ParityFigures(2, 0, 0, 0, 0));
    assertThat(figures.holds()).isTrue();
  }

  @Test
  void largeLogitsMayDifferByMore() {
    // 1e-5 + 1e-4 x 100 and 1e-5 + 1e-4 x 1.
    assertThat(one(LOGITS, 1, -3, 100.0099f, 2).holds()).isTrue();
    assertThat(one(LOGITS, 1, -3, 100.0101f, 2).valuesOff()).isEqualTo(1);
    assertThat(one(LOGITS, 1.000109f, -3, 100, 2).holds()).isTrue();
    assertThat(one(LOGITS, 1.000111f, -3, 100, 2).holds()).isFalse();
  }

  @Test
  void theLargestDifferenceIsAbsolute() {
    assertThat(one(LOGITS, 1, -3.5f, 100, 1.75f).largestDifference()).isEqualTo(0.5, within(1e-9));
  }

  @Test
  void whatIsNoNumberIsOff() {
    ParityFigures figures = one(LOGITS, 1, Float.NaN, 100, 2);

    assertThat(figures.valuesOff()).isEqualTo(1);
    assertThat(figures.largestDifference()).isNaN();
    assertThat(figures.holds()).isFalse();
  }

  @Test
  void anotherLabelFails() {
    assertThat(one(new float[] {1, 1.001f}, 1.001f, 1).labelsDiffer()).isEqualTo(1);
  }

  @Test
  void eitherLabelOfANearTieIsRight() {
    ParityFigures figures = one(new float[] {1, 1.00002f, 0}, 1.00002f, 1, 0);

    assertThat(figures).isEqualTo(new ParityFigures(1, 1.00002f - 1f, 0, 0, 1));
    assertThat(figures.holds()).isTrue();
  }

  @Test
  void aNearTieIsOneOfTheTwoLargest() {
    assertThat(one(new float[] {5, 1, 1}, 5, 1, 1).nearTies()).isZero();
    assertThat(one(new float[] {1, 5, 5}, 1, 5, 5).nearTies()).isEqualTo(1);
  }

  @Test
  void refusesAnswersThatAreMissing() {
    assertThatThrownBy(() -> ParityFigures.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ParityFigures.of(List.of(LOGITS), List.of(new float[3])))
        .hasMessage("expected 4 logits, not 3");
  }

  private static ParityFigures one(float[] expected, float... found) {
    return ParityFigures.of(List.of(expected), List.of(found));
  }
}
