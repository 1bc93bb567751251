package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptimiserPlanTest {
  @Test
  void aChoiceNeedsAllImagesAndAllRounds() {
    assertThat(new OptimiserPlan(400, 5_000, 1).enoughForChoice(5_000)).isTrue();
    assertThat(new OptimiserPlan(399, 5_000, 1).enoughForChoice(5_000)).isFalse();
    assertThat(new OptimiserPlan(400, 5_000, 1).enoughForChoice(4_999)).isFalse();
  }

  @Test
  void refusesToMeasureNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new OptimiserPlan(0, 5_000, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new OptimiserPlan(400, 0, 1));
  }
}
