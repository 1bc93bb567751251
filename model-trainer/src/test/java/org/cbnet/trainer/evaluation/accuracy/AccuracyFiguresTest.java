package org.cbnet.trainer.evaluation.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.cbnet.inference.Frame;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.StageTimes;
import org.cbnet.trainer.evaluation.FakeStrategy;
import org.junit.jupiter.api.Test;

class AccuracyFiguresTest {
  private static final int NONE = -1;

  @Test
  void accuracyIsTheExactShareOfAllFrames() {
    AtomicInteger shown = new AtomicInteger();
    List<Frame> frames = frames(0, 1, 2, 3);

    Answers answers =
        Answers.measure(
            FakeStrategy.answering(
                frame ->
                    FakeStrategy.classified(
                        frame.trueLabel() == 3 ? 0 : frame.trueLabel(),
                        frame.trueLabel() == 0 ? "exit1" : "final",
                        1)),
            frames,
            shown::incrementAndGet);

    assertThat(answers.accuracy()).isEqualTo(0.75);
    assertThat(answers.earlyShare()).isEqualTo(0.25);
    assertThat(answers.notEarly().stream()).containsExactly(1, 2, 3);
    assertThat(answers.failed()).isZero();
    assertThat(shown).hasValue(4);
  }

  @Test
  void framesWithoutAnAnswerCountAsWrong() {
    Answers answers = answers(new int[] {0, 1, 1}, new int[] {0, NONE, 1}, 1, 1, 1);

    assertThat(answers.correct()).isEqualTo(2);
    assertThat(answers.failed()).isEqualTo(1);
  }

  @Test
  void classFiguresAreThoseOfTheConfusionMatrix() {
    // Class a: 3 frames, 2 found, 1 taken for b. Class b: 2 frames, 1 found, 1 without an answer.
    Answers answers =
        answers(new int[] {0, 0, 0, 1, 1}, new int[] {0, 0, 1, 1, NONE}, 1, 1, 1, 1, 1);

    List<ClassFigures> figures = ClassFigures.of(answers, List.of("a", "b", "c"));

    assertThat(figures)
        .containsExactly(
            new ClassFigures("a", 1.0, 2.0 / 3, 4.0 / 5, 3),
            new ClassFigures("b", 1.0 / 2, 1.0 / 2, 1.0 / 2, 2),
            new ClassFigures("c", null, null, null, 0));
  }

  @Test
  void calibrationErrorIsThatOfTheExampleByHand() {
    // Bins of 1/15: 0.95 is in the last one (14/15 .. 1), 0.50 in the eighth (7/15 .. 8/15).
    Answers answers =
        answers(new int[] {0, 0, 0, 0}, new int[] {0, 1, 0, 0}, 0.95f, 0.95f, 0.5f, 0.5f);

    Calibration calibration = Calibration.of(answers);

    // Last bin: accuracy 0.5, confidence 0.95; eighth: 1 and 0.5; two of four answers in each.
    assertThat(calibration.expectedError()).isCloseTo(0.5 * 0.45 + 0.5 * 0.5, within(1e-6));
    assertThat(calibration.bins()).hasSize(15);
    assertThat(calibration.bins().get(14).count()).isEqualTo(2);
    assertThat(calibration.bins().get(14).accuracy()).isEqualTo(0.5);
    assertThat(calibration.bins().get(7).count()).isEqualTo(2);
    assertThat(calibration.bins().get(7).confidence()).isCloseTo(0.5, within(1e-6));
    assertThat(calibration.bins().get(0).confidence()).isNull();
  }

  @Test
  void fullConfidenceIsInTheLastBin() {
    Answers answers = answers(new int[] {0, 0}, new int[] {0, 0}, 1, 0);

    assertThat(Calibration.of(answers).bins().get(14).count()).isEqualTo(1);
    assertThat(Calibration.of(answers).bins().get(0).count()).isEqualTo(1);
  }

  @Test
  void easyAndHardFramesAreCountedApart() {
    Answers answers = answers(new int[] {0, 0, 0, 0, 0}, new int[] {0, 0, 1, 1, 0}, 1, 1, 1, 1, 1);
    BitSet hard = new BitSet();
    hard.set(2, 5);

    DifficultyFigures figures = DifficultyFigures.of(answers, hard);

    assertThat(figures.easy()).isEqualTo(new DifficultyFigures.Part(2, 2, 1.0));
    assertThat(figures.hard()).isEqualTo(new DifficultyFigures.Part(3, 1, 1.0 / 3));
    assertThat(DifficultyFigures.of(answers, new BitSet()).hard().accuracy()).isNull();
  }

  private static Answers answers(int[] truth, int[] labels, float... confidences) {
    AtomicInteger next = new AtomicInteger();
    return Answers.measure(
        FakeStrategy.answering(
            frame -> {
              int i = next.getAndIncrement();
              return labels[i] == NONE
                  ? new Outcome.Failed("runtime", "made up")
                  : new Outcome.Classified(
                      labels[i], confidences[i], "final", new StageTimes(0, -1, 1, 1));
            }),
        frames(truth),
        () -> {});
  }

  private static List<Frame> frames(int... labels) {
    List<Frame> frames = new ArrayList<>();
    for (int label : labels) {
      frames.add(new Frame("f" + frames.size(), new byte[1], 1, 1, label));
    }
    return frames;
  }
}
