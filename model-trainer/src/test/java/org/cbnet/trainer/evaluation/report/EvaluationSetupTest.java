package org.cbnet.trainer.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.accuracy.TrainedCells;
import org.cbnet.trainer.evaluation.latency.LatencyPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationSetupTest {
  private static final LatencyPlan ENOUGH =
      new LatencyPlan(LatencyPlan.CLAIM_ROUNDS, LatencyPlan.CLAIM_JVMS, 1);

  @TempDir Path folder;

  @Test
  void aClaimNeedsTheWholeTestSetAsWellAsThePlan() throws IOException {
    assertThat(setup(true, ENOUGH).enoughForClaims()).isTrue();
    assertThat(setup(false, ENOUGH).enoughForClaims()).isFalse();
    assertThat(setup(true, new LatencyPlan(10, 5, 1)).enoughForClaims()).isFalse();
  }

  private EvaluationSetup setup(boolean wholeTestSet, LatencyPlan plan) throws IOException {
    return new EvaluationSetup(
        "mnist",
        List.of(),
        wholeTestSet,
        Provider.CPU,
        plan,
        List.of(),
        TrainedCells.read(folder),
        Optional.empty(),
        List.of(),
        Clock.systemUTC());
  }
}
