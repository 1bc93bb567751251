package org.cbnet.trainer.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.cbnet.trainer.TinyData;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.Seed;
import org.junit.jupiter.api.Test;

class LabellingTest {
  private static final Examples EXAMPLES = TinyData.data().training();

  @Test
  void kappaOfWorkedExample() {
    // Of 10 images both call 2 hard, both 5 easy, each another one or two alone.
    Difficulty one = labels(true, true, true, false, false, false, false, false, false, false);
    Difficulty other = labels(true, true, false, true, true, false, false, false, false, false);

    // observed 0.7, by chance 0.3 * 0.4 + 0.7 * 0.6 = 0.54
    assertThat(Kappa.of(one, other)).isCloseTo((0.7 - 0.54) / 0.46, within(1e-12));
    assertThat(Kappa.of(one, one)).isEqualTo(1);
    assertThatThrownBy(() -> Kappa.of(one, labels(true)))
        .hasMessageContaining("labellings of 10 and of 1");
  }

  @Test
  void sameShareOfHardMakesLabellingsComparable() {
    Difficulty scored =
        new Difficulty(
            new double[] {0.1, 0.9, 0.5, 0.3},
            new boolean[4],
            new boolean[] {false, true, true, true});

    Difficulty halved = scored.withHardShare(0.5);

    assertThat(halved.hardShare()).isEqualTo(0.5);
    assertThat(halved.hard(1) && halved.hard(2)).isTrue();
    assertThat(scored.withHardShare(0).hardShare()).isZero();
    assertThat(scored.withHardShare(1).hardShare()).isEqualTo(1);
  }

  @Test
  void easiestComeFirstAndOnlyWhereTheAnswerWasRight() {
    Difficulty scored =
        new Difficulty(
            new double[] {0.4, 0.1, 0.3, 0.2},
            new boolean[] {true, false, true, true},
            new boolean[4]);

    assertThat(scored.easiestFirst()).containsExactly(3, 2, 0);
  }

  @Test
  void temperatureUndoesOverconfidence() {
    int classes = 10;
    float[][] logits = new float[EXAMPLES.size()][classes];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < logits.length; i++) {
      // Right nine times in ten, and honest at a factor of 1: ln(0.9 / (0.1 / 9)).
      boolean right = random.nextInt(10) != 0;
      int said = right ? EXAMPLES.label(i) : (EXAMPLES.label(i) + 1 + random.nextInt(9)) % classes;
      logits[i][said] = (float) (3 * Math.log(0.9 * 9 / 0.1));
    }

    assertThat(Temperature.fit(logits, EXAMPLES)).isBetween(2.4, 3.6);
  }

  @Test
  void marginIsHardBelowTheLimitAfterCalibration() {
    int label = EXAMPLES.label(0);
    float[][] logits = new float[EXAMPLES.size()][10];
    logits[0][label] = 5;
    Examples one = EXAMPLES.first(1);
    float[][] first = {logits[0]};

    Difficulty sure = MarginLabeller.of(first, one, 1);
    Difficulty calibrated = MarginLabeller.of(first, one, 3);

    // softmax of (5, 0 x 9): 0.9428 and 0.0064
    assertThat(1 - sure.score(0)).isCloseTo(0.9364, within(1e-4));
    assertThat(sure.hard(0)).isFalse();
    assertThat(sure.right(0)).isTrue();
    assertThat(calibrated.hard(0)).isTrue();
  }

  @Test
  void forgettingThenLateLearningThenDoubtMakeAnImageHard() {
    LearningHistory history = new LearningHistory(null, 4);
    boolean[][] right = {
      {true, true, true, true}, // learnt at once and kept
      {false, false, true, true}, // learnt late
      {true, false, true, true}, // forgotten once
      {false, false, false, false} // never learnt
    };
    for (int epoch = 0; epoch < 4; epoch++) {
      for (int image = 0; image < 4; image++) {
        history.note(image, right[image][epoch] ? new float[] {2, 0} : new float[] {0, 2}, 0);
      }
    }

    Difficulty difficulty = history.difficulty(2);

    assertThat(difficulty.hard(0)).isFalse();
    assertThat(difficulty.hard(1) && difficulty.hard(2) && difficulty.hard(3)).isTrue();
    assertThat(difficulty.easiestFirst()).containsExactly(0, 1, 2);
    assertThat(difficulty.score(3)).isGreaterThan(difficulty.score(2));
  }

  @Test
  void dynamicsAreWatchedOverAllImagesAndTheSameForASeed() {
    DynamicsLabeller labeller = new DynamicsLabeller(10, 3, new Seed(1));

    Difficulty first = labeller.label(EXAMPLES, TinyData.data().validation());
    Difficulty again = labeller.label(EXAMPLES, TinyData.data().validation());

    assertThat(first.size()).isEqualTo(EXAMPLES.size());
    assertThat(first.hardShare()).isStrictlyBetween(0.0, 1.0);
    for (int i = 0; i < first.size(); i++) {
      assertThat(again.score(i)).isEqualTo(first.score(i));
    }
  }

  private static Difficulty labels(boolean... hard) {
    return new Difficulty(new double[hard.length], new boolean[hard.length], hard);
  }
}
