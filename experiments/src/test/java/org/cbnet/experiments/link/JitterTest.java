package org.cbnet.experiments.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JitterTest {
  private static final long MEAN = 1_000_000;
  private static final int DRAWS = 100_000;

  @Test
  void equalSeedsGiveEqualJitter() {
    assertThat(draws(1, 50)).containsExactly(draws(1, 50)).isNotEqualTo(draws(2, 50));
  }

  @Test
  void meanIsAsAskedAndTheTailIsCutOff() {
    long[] drawn = draws(3, DRAWS);

    assertThat(LongStream.of(drawn).average().orElseThrow() / MEAN).isBetween(0.98, 1.02);
    assertThat(LongStream.of(drawn).max().orElseThrow()).isLessThanOrEqualTo(10 * MEAN);
    assertThat(LongStream.of(drawn).min().orElseThrow()).isNotNegative();
  }

  @Test
  void sharesOfTwoAreWhatABenchmarkExpects() {
    long[] up = draws(4, DRAWS);
    long[] down = draws(5, DRAWS);
    double[] sums =
        LongStream.range(0, DRAWS).mapToDouble(i -> up[(int) i] + down[(int) i]).sorted().toArray();

    for (double share : new double[] {0.1, 0.5, 0.9}) {
      double drawn = sums[(int) (share * DRAWS)] / MEAN;
      assertThat(drawn / Jitter.ofTwo(share)).isBetween(0.98, 1.02);
    }
  }

  @Test
  void noMeanIsNoJitter() {
    assertThat(new Jitter(new SplittableRandom(1)).next(0)).isZero();
  }

  private static long[] draws(long seed, int count) {
    Jitter jitter = new Jitter(new SplittableRandom(seed));
    return LongStream.range(0, count).map(i -> jitter.next(MEAN)).toArray();
  }
}
