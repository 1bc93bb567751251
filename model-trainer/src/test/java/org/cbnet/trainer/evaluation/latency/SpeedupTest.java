package org.cbnet.trainer.evaluation.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.trainer.evaluation.Interval;
import org.junit.jupiter.api.Test;

class SpeedupTest {
  private static final int PROCESSES = 5;
  private static final int ROUNDS = 80;

  @Test
  void plantedRatioIsFoundWhateverTheMachinesSpeed() {
    Ratio ratio = planted(5, 0, 5);

    assertThat(ratio.ratio()).isCloseTo(5, within(0.02));
    assertThat(ratio.low()).isBetween(4.97, ratio.ratio());
    assertThat(ratio.high()).isBetween(ratio.ratio(), 5.03);
  }

  @Test
  void whatAProcessHasInCommonWidensTheInterval() {
    Ratio independent = planted(5, 0, 5);
    Ratio common = planted(5, 0.05, 5);

    assertThat(common.high() - common.low())
        .isGreaterThan(5 * (independent.high() - independent.low()));
  }

  @Test
  void intervalCoversThePlantedRatioWhenProcessesDiffer() {
    int covered = 0;
    for (int repetition = 0; repetition < 60; repetition++) {
      covered += planted(2, 0.03, 100 + repetition).holds(2) ? 1 : 0;
    }

    // With five processes it covers 92 to 100 %; an interval over rounds alone covers far less.
    assertThat(covered).isGreaterThanOrEqualTo(51);
  }

  @Test
  void fewProcessesMoveTheQuantilesOutwards() {
    // Student's t of 4 and 19 degrees of freedom, and the normal distribution, from tables.
    assertThat(ClusterBootstrap.studentT(4)).isCloseTo(2.776, within(0.005));
    assertThat(ClusterBootstrap.studentT(19)).isCloseTo(2.093, within(0.001));
    assertThat(ClusterBootstrap.normalTail(1.959964)).isCloseTo(0.025, within(1e-6));
    assertThat(ClusterBootstrap.tail(1)).isEqualTo(0.025);
    assertThat(ClusterBootstrap.tail(5)).isBetween(0.0009, 0.0010);
    assertThat(ClusterBootstrap.tail(1_000)).isBetween(0.0245, 0.025);
  }

  @Test
  void whatASessionHasInCommonWidensTheInterval() {
    Interval independent = ClusterBootstrap.interval(sessions(0), 1);
    Interval common = ClusterBootstrap.interval(sessions(0.05), 1);

    assertThat(common.high() - common.low())
        .isGreaterThan(2 * (independent.high() - independent.low()));
  }

  @Test
  void sessionsOfASingleProcessAreWhatIsDrawn() {
    double[][][] one = {sessions(0.05)[0]};
    double[][] asProcesses = one[0];

    Interval interval = ClusterBootstrap.interval(one, 1);

    Interval expected = ClusterBootstrap.interval(asProcesses, 1);
    assertThat(interval.low()).isCloseTo(expected.low(), within(0.01));
    assertThat(interval.high()).isCloseTo(expected.high(), within(0.01));
  }

  @Test
  void eachProcessHasItsOwnRatio() {
    double[][] baseline = {{10, 20, 30}, {40}};
    double[][] other = {{10, 10, 10}, {10}};

    assertThat(Ratio.byProcess(baseline, other)).containsExactly(2.0, 4.0);
  }

  @Test
  void ratioIsTheMedianOfQuotientsNotTheQuotientOfMedians() {
    double[][] baseline = {{10, 10, 30}};
    double[][] other = {{10, 5, 10}};

    // Quotients 1, 2, 3; the medians' quotient is 1.
    assertThat(Ratio.of(baseline, other, 1).ratio()).isEqualTo(2);
  }

  @Test
  void intervalFollowsFromItsSeed() {
    assertThat(planted(3, 0.02, 9)).isEqualTo(planted(3, 0.02, 9));
    assertThat(planted(3, 0.02, 9).low()).isLessThan(planted(3, 0.02, 9).high());
  }

  @Test
  void anotherRunAddsItsVarianceToTheInterval() {
    Ratio narrow = new Ratio(2, 2, 2.0000001).acrossRuns();
    Ratio wide = new Ratio(2, 1.5, 4).acrossRuns();

    // 1.96 standard deviations of 0.5 %.
    assertThat(narrow.ratio()).isEqualTo(2);
    assertThat(narrow.low()).isCloseTo(1.9805, within(1e-4));
    assertThat(narrow.high()).isCloseTo(2.0197, within(1e-4));
    assertThat(wide.low()).isBetween(1.499, 1.5);
    assertThat(wide.high()).isBetween(4.0, 4.001);
  }

  @Test
  void aNetworkAgainstItselfIsOne() {
    double[][] figures = {{10, 20, 30}, {40}};

    assertThat(Ratio.of(figures, figures, 1).acrossRuns()).isEqualTo(new Ratio(1, 1, 1));
  }

  @Test
  void intervalsOverlapWhereTheyTouch() {
    Ratio one = new Ratio(1.5, 1, 2);

    assertThat(one.overlaps(new Ratio(2.5, 2, 3))).isTrue();
    assertThat(new Ratio(2.5, 2, 3).overlaps(one)).isTrue();
    assertThat(one.overlaps(new Ratio(2.5, 2.01, 3))).isFalse();
    assertThat(new Ratio(2.5, 2.01, 3).overlaps(one)).isFalse();
  }

  private static double[][][] sessions(double spread) {
    RandomGenerator random = new SplittableRandom(7);
    double[][][] ratios = new double[PROCESSES][4][20];
    for (double[][] process : ratios) {
      for (double[] session : process) {
        double off = 1 + spread * (2 * random.nextDouble() - 1);
        for (int round = 0; round < session.length; round++) {
          session[round] = 2 * off * (1 + random.nextDouble(-0.01, 0.01));
        }
      }
    }
    return ratios;
  }

  /**
   * Rounds on a machine that changes its speed by 1.55.
   *
   * @param processSpread largest share by which a whole process is off
   */
  private static Ratio planted(double ratio, double processSpread, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[][] baseline = new double[PROCESSES][ROUNDS];
    double[][] other = new double[PROCESSES][ROUNDS];
    for (int process = 0; process < PROCESSES; process++) {
      double off = 1 + processSpread * (2 * random.nextDouble() - 1);
      for (int round = 0; round < ROUNDS; round++) {
        double speed = random.nextBoolean() ? 1 : 1.55;
        baseline[process][round] = 100 * speed * (1 + random.nextDouble(-0.01, 0.01));
        other[process][round] = 100 / ratio * off * speed * (1 + random.nextDouble(-0.01, 0.01));
      }
    }
    return Ratio.of(baseline, other, seed);
  }
}
