package org.cbnet.trainer.evaluation.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AccuracyDifferenceTest {
  private static final int FRAMES = 2_000;
  private static final BitSet ALL = first(FRAMES);

  @Test
  void sameAnswersDifferByNothing() {
    List<BitSet> seeds = List.of(answers(0.9, 1), answers(0.9, 1));

    AccuracyDifference none = AccuracyDifference.of(seeds, seeds, false, ALL, 7);

    assertThat(none.difference()).isZero();
    assertThat(none.low()).isZero();
    assertThat(none.high()).isZero();
  }

  @Test
  void differenceIsThatOfTheMeansAndTheBoundLiesBetween() {
    List<BitSet> better = List.of(answers(0.92, 1), answers(0.93, 2), answers(0.94, 3));
    List<BitSet> worse = List.of(answers(0.90, 4), answers(0.91, 5));

    AccuracyDifference found = AccuracyDifference.of(better, worse, false, ALL, 7);

    double expected =
        better.stream().mapToInt(BitSet::cardinality).average().orElseThrow() / FRAMES
            - worse.stream().mapToInt(BitSet::cardinality).average().orElseThrow() / FRAMES;
    assertThat(found.difference()).isCloseTo(expected, within(1e-12));
    assertThat(found.low()).isLessThan(found.lowerBound());
    assertThat(found.lowerBound()).isLessThan(found.difference());
    assertThat(found.difference()).isLessThan(found.high());
    assertThat(AccuracyDifference.of(better, worse, false, ALL, 7)).isEqualTo(found);
  }

  @Test
  void imagesAloneGiveTheTextbookError() {
    // One seed of each, answers independent: the variance of a difference of two shares.
    List<BitSet> one = List.of(answers(0.8, 1));
    List<BitSet> other = List.of(answers(0.7, 2));

    AccuracyDifference found = AccuracyDifference.of(one, other, false, ALL, 7);

    double half = 1.96 * Math.sqrt((0.8 * 0.2 + 0.7 * 0.3) / FRAMES);
    assertThat((found.high() - found.low()) / 2).isCloseTo(half, within(0.1 * half));
  }

  @Test
  void seedsThatDifferWidenTheInterval() {
    List<BitSet> steady = List.of(answers(0.9, 1), answers(0.9, 2), answers(0.9, 3));
    List<BitSet> shaky = List.of(answers(0.84, 1), answers(0.9, 2), answers(0.96, 3));
    List<BitSet> baseline = List.of(answers(0.85, 4));

    AccuracyDifference narrow = AccuracyDifference.of(steady, baseline, false, ALL, 7);
    AccuracyDifference wide = AccuracyDifference.of(shaky, baseline, false, ALL, 7);

    assertThat(wide.high() - wide.low()).isGreaterThan(1.5 * (narrow.high() - narrow.low()));
  }

  @Test
  void seedsOfWhichTheSameComesInBothAreDrawnTogether() {
    List<BitSet> seeds = List.of(answers(0.84, 1), answers(0.9, 2), answers(0.96, 3));

    AccuracyDifference apart = AccuracyDifference.of(seeds, seeds, false, ALL, 7);
    AccuracyDifference together = AccuracyDifference.of(seeds, seeds, true, ALL, 7);

    assertThat(apart.low()).isNegative();
    assertThat(together.low()).isCloseTo(0, within(1e-12));
    assertThat(together.high()).isCloseTo(0, within(1e-12));
    assertThatThrownBy(() -> AccuracyDifference.of(seeds, seeds.subList(0, 2), true, ALL, 7))
        .hasMessageContaining("as many seeds of each where they are paired: 3, 2");
  }

  @Test
  void onlyTheFramesAskedForCount() {
    BitSet firstHalf = first(FRAMES / 2);
    BitSet lastQuarter = new BitSet();
    lastQuarter.set(FRAMES * 3 / 4, FRAMES);

    AccuracyDifference found =
        AccuracyDifference.of(List.of(firstHalf), List.of(lastQuarter), false, firstHalf, 7);

    assertThat(found.difference()).isEqualTo(1);
    assertThat(found.low()).isEqualTo(1);
  }

  @Test
  void nothingToCompareIsRefused() {
    assertThatThrownBy(() -> AccuracyDifference.of(List.of(), List.of(new BitSet()), false, ALL, 1))
        .hasMessageContaining("a seed of each");
    assertThatThrownBy(
            () ->
                AccuracyDifference.of(
                    List.of(new BitSet()), List.of(new BitSet()), false, new BitSet(), 1))
        .hasMessageContaining("a frame at least: 1, 1, 0");
  }

  private static BitSet first(int frames) {
    BitSet first = new BitSet();
    first.set(0, frames);
    return first;
  }

  private static BitSet answers(double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BitSet right = new BitSet();
    List<Integer> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(i);
    }
    for (int i = 0; i < Math.round(share * FRAMES); i++) {
      right.set(frames.remove(random.nextInt(frames.size())));
    }
    return right;
  }
}
