package org.cbnet.experiments.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.cloud.pairing.McNemar;
import org.cbnet.experiments.summary.Figure;
import org.junit.jupiter.api.Test;

class AccuracyDifferenceTest {
  @Test
  void sharesHaveWilsonsInterval() {
    Figure figure = Proportion.wilson(8, 10);

    assertThat(figure.value()).isEqualTo(0.8);
    assertThat(figure.low()).isCloseTo(0.4902, within(1e-4));
    assertThat(figure.high()).isCloseTo(0.9433, within(1e-4));
    assertThatThrownBy(() -> Proportion.wilson(3, 2)).hasMessageContaining("3, 2");
    assertThatThrownBy(() -> Proportion.wilson(0, 0)).hasMessageContaining("at least 1");
  }

  @Test
  void hasTheIntervalOfNewcombesOwnExample() {
    Figure figure = new AccuracyDifference(36, 12, 2, 0).difference();

    assertThat(figure.value()).isCloseTo(0.2, within(1e-12));
    assertThat(figure.low()).isCloseTo(0.0569, within(5e-5));
    assertThat(figure.high()).isCloseTo(0.3404, within(5e-5));
  }

  @Test
  void saysWhatTheCloudSays() {
    AccuracyDifference ours = new AccuracyDifference(9_000, 70, 45, 885);
    McNemar cloud = new McNemar(9_000, 70, 45, 885);

    assertThat(ours.equalAccuracyPValue()).isEqualTo(cloud.exactP());
    assertThat(ours.difference().low()).isEqualTo(cloud.accuracyDifference().low());
  }

  @Test
  void countsFrames() {
    boolean[] arm = {true, true, false, false, true};
    boolean[] baseline = {true, false, true, false, true};

    assertThat(AccuracyDifference.of(arm, baseline)).isEqualTo(new AccuracyDifference(2, 1, 1, 1));
    assertThatThrownBy(() -> AccuracyDifference.of(arm, new boolean[4]))
        .hasMessageContaining("5, 4");
  }

  /** 43 both, 0 and 1 of 44, margin 10 %: Tango (1998) gives 1.709, and a p-value of 0.044. */
  @Test
  void agreesWithTangosOwnExample() {
    assertThat(new AccuracyDifference(43, 0, 1, 0).notLessAccuratePValue(0.1))
        .isCloseTo(0.0438, within(5e-4));
  }

  @Test
  void withoutAMarginItIsMcNemarsTestOneSided() {
    AccuracyDifference difference = new AccuracyDifference(36, 12, 2, 0);

    assertThat(difference.moreAccuratePValue(0))
        .isCloseTo(difference.equalAccuracyPValue() / 2, within(1e-12));
    // The score test without a margin is McNemar's without correction: 10 / sqrt(14).
    assertThat(TangoScore.pValue(12, 2, 50, 0)).isCloseTo(0.003764, within(1e-5));
  }

  @Test
  void aMarginMustBeKeptAndExceeded() {
    AccuracyDifference same = new AccuracyDifference(9_000, 40, 40, 920);
    AccuracyDifference better = new AccuracyDifference(9_000, 300, 40, 660);

    assertThat(same.notLessAccuratePValue(0.005)).isLessThan(1e-4);
    assertThat(same.notLessAccuratePValue(0.0001)).isGreaterThan(0.3);
    assertThat(better.moreAccuratePValue(0.02)).isLessThan(0.01);
    assertThat(better.moreAccuratePValue(0.03)).isGreaterThan(0.9);
    assertThatThrownBy(() -> same.notLessAccuratePValue(-0.01)).hasMessageContaining("margin");
    assertThatThrownBy(() -> new AccuracyDifference(-1, 1, 1, 1)).hasMessageContaining("-1");
  }

  @Test
  void keepsItsLevelAtTheMargin() {
    RandomGenerator random = new SplittableRandom(1);
    int rejected = 0;
    for (int repetition = 0; repetition < 2_000; repetition++) {
      // Loses exactly the margin of 2 %: gains 1 %, loses 3 %.
      long[] table = new long[3];
      for (int frame = 0; frame < 500; frame++) {
        double chance = random.nextDouble();
        table[chance < 0.01 ? 0 : chance < 0.04 ? 1 : 2]++;
      }
      AccuracyDifference found = new AccuracyDifference(table[2], table[0], table[1], 0);
      rejected += found.notLessAccuratePValue(0.02) <= 0.05 ? 1 : 0;
    }

    // 5 % of 2,000, within three standard deviations.
    assertThat(rejected).isBetween(71, 129);
  }
}
