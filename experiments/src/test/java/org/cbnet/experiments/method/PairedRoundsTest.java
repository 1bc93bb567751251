package org.cbnet.experiments.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.cbnet.experiments.summary.Figure;
import org.junit.jupiter.api.Test;

class PairedRoundsTest {
  private static final int REPETITIONS = 200;

  @Test
  void spreadIsThatOfProcesses() {
    // Ratios of 1 and of e, whatever rounds within a process do.
    double[][][] baseline = {{{1, 2, 3}}, {{Math.E, 2 * Math.E, 3 * Math.E}}};
    double[][][] arm = {{{1, 2, 3}}, {{1, 2, 3}}};

    assertThat(new PairedRounds(baseline, arm).spread()).isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void anArmAgainstItselfRejectsAtItsLevelAndItsPValuesAreUniform() {
    double[] pValues = pValues(seed -> SimulatedRounds.many().measured(1, seed));

    assertThat(rejected(pValues)).isBetween(1, 16);
    assertThat(UniformityTest.pValue(pValues)).isGreaterThanOrEqualTo(0.01);
  }

  @Test
  void findsTenPercentInEitherDirection() {
    assertThat(rejected(pValues(seed -> SimulatedRounds.many().measured(1.1, seed))))
        .isGreaterThanOrEqualTo(190);
    assertThat(rejected(pValues(seed -> SimulatedRounds.many().measured(1 / 1.1, seed))))
        .isGreaterThanOrEqualTo(190);
  }

  @Test
  void flippedSessionsDoNotKeepTheLevelWhereProcessesDiffer() {
    SimulatedRounds differing = SimulatedRounds.few().withJvmDeviation(0.01);
    SimulatedRounds more = SimulatedRounds.many().withJvmDeviation(0.01);

    assertThat(rejected(pValues(seed -> differing.measuredWithSessionsAsJvms(1, seed))))
        .isGreaterThan(30);
    assertThat(rejected(pValues(seed -> more.measured(1, seed)))).isLessThanOrEqualTo(16);
  }

  @Test
  void aMarginMustBeExceeded() {
    PairedRounds faster = SimulatedRounds.many().measured(1.5, 4);

    assertThat(faster.pValue(1.4, 1)).isEqualTo(PairedRounds.smallestPValue(10));
    assertThat(faster.pValue(1.6, 1)).isEqualTo(1);
    assertThat(faster.pValueTwoSided(1.5, 1)).isGreaterThan(0.05);
    assertThat(faster.pValueTwoSided(1.6, 1)).isLessThan(0.01);
  }

  @Test
  void speedupIsTheMedianRatioWithItsInterval() {
    Figure figure = SimulatedRounds.many().measured(2, 5).speedup(1);

    assertThat(figure.value()).isCloseTo(2, within(0.02));
    assertThat(figure.low()).isBetween(1.95, figure.value());
    assertThat(figure.high()).isBetween(figure.value(), 2.05);
  }

  @Test
  void theIntervalCoversThePlantedRatio() {
    long covered =
        LongStream.range(0, 60)
            .mapToObj(seed -> SimulatedRounds.many().measured(2, seed).speedup(seed))
            .filter(figure -> figure.low() <= 2 && 2 <= figure.high())
            .count();

    assertThat(covered).isGreaterThanOrEqualTo(54);
  }

  @Test
  void ratioIsWithinARoundWhateverTheRoundsTake() {
    double[][][] baseline = {{{10, 10, 30}}};
    double[][][] arm = {{{10, 5, 10}}};

    // Ratios 1, 2, 3; the medians' ratio is 1.
    assertThat(new PairedRounds(baseline, arm).speedup(1).value()).isEqualTo(2);
  }

  @Test
  void allSessionsOfAProcessCount() {
    double[][][] baseline = {{{4, 4}, {1, 1}}, {{4, 4}, {1, 1}}};
    double[][][] arm = {{{2, 2}, {2, 2}}, {{2, 2}, {2, 2}}};

    // Twice as fast in one session, half as fast in the other.
    assertThat(new PairedRounds(baseline, arm).pValue(1, 1)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNotPaired() {
    double[][][] two = {{{1, 2}}, {{1, 2}}};

    assertThatThrownBy(() -> new PairedRounds(two, new double[][][] {{{1, 2}}}))
        .hasMessageContaining("JVMs")
        .hasMessageContaining("2, 1");
    assertThatThrownBy(() -> new PairedRounds(two, new double[][][] {{{1, 2}}, {{1, 2}, {1, 2}}}))
        .hasMessageContaining("sessions");
    assertThatThrownBy(() -> new PairedRounds(two, new double[][][] {{{1, 2}}, {{1}}}))
        .hasMessageContaining("rounds");
    assertThatThrownBy(() -> new PairedRounds(two, new double[][][] {{{1, 2}}, {{1, 0}}}))
        .hasMessageContaining("above 0: 0.0");
    assertThatThrownBy(() -> new PairedRounds(new double[0][][], new double[0][][]))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new PairedRounds(two, two).pValue(Double.NaN, 1))
        .hasMessageContaining("ratio");
  }

  private static double[] pValues(LongFunction<PairedRounds> measured) {
    return LongStream.range(0, REPETITIONS)
        .mapToDouble(seed -> measured.apply(seed).pValueTwoSided(1, seed))
        .toArray();
  }

  private static int rejected(double[] pValues) {
    int count = 0;
    for (double pValue : pValues) {
      count += pValue <= 0.05 ? 1 : 0;
    }
    return count;
  }
}
