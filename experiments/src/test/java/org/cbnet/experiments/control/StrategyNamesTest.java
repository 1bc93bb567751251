package org.cbnet.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.schemas.WireNames;
import org.junit.jupiter.api.Test;

class StrategyNamesTest {

  @Test
  void whatCanBeAskedForIsWhatADeviceKnows() {
    assertThat(WireNames.STRATEGIES)
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(StrategyName.values()).map(StrategyName::id).toList());
  }
}
