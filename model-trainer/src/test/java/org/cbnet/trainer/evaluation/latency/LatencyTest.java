package org.cbnet.trainer.evaluation.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTest {
  @Test
  void figuresTellTheFastAndTheSlowStateOfTheMachine() {
    Latency latency =
        new Latency(
            List.of(new double[][] {{1, 1, 4}, {2, 2, 2}}, new double[][] {{3, 3, 3}, {1, 1, 1}}));

    LatencyFigures figures = latency.figures();

    assertThat(latency.medians()).isDeepEqualTo(new double[][] {{1, 2}, {3, 1}});
    assertThat(latency.means()).isDeepEqualTo(new double[][] {{2, 2}, {3, 1}});
    assertThat(figures.p50()).isEqualTo(2);
    assertThat(figures.mean()).isEqualTo(2);
    assertThat(figures.p10Block()).isCloseTo(1, within(1e-12));
    assertThat(figures.p90Block()).isCloseTo(2.7, within(1e-12));
  }

  @Test
  void meansCountWhatMediansDoNotSee() {
    Latency steady = new Latency(List.<double[][]>of(new double[][] {{2, 2, 2}}));
    Latency uneven = new Latency(List.<double[][]>of(new double[][] {{1, 1, 7}}));

    assertThat(steady.speedupOf(uneven, 1).ratio()).isEqualTo(2);
    assertThat(steady.meanSpeedupOf(uneven, 1).ratio()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void roundsAreSpreadEvenlyOverProcesses() {
    LatencyPlan plan = new LatencyPlan(402, 5, 1);

    assertThat(List.of(plan.roundsOf(0), plan.roundsOf(1), plan.roundsOf(2), plan.roundsOf(4)))
        .containsExactly(81, 81, 80, 80);
    assertThat(plan.roundsBefore(2)).isEqualTo(2 * (plan.warmUpRounds() + 81));
    assertThat(plan.enoughForClaims()).isTrue();
    assertThat(new LatencyPlan(399, 5, 1).enoughForClaims()).isFalse();
    assertThat(new LatencyPlan(400, 4, 1).enoughForClaims()).isFalse();
    assertThat(new LatencyPlan(3, 5, 1).jvms()).isEqualTo(3);
  }
}
