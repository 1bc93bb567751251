package org.cbnet.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecipesTest {
  @Test
  void aShapeIsATrialAndNothingThatIsShipped() {
    assertThat(Recipes.isTrial("cbnet-nn-16k4s4-32k3s2p0-d96-b12-i28-8k7s7p0")).isTrue();
    assertThat(Recipes.isTrial("mlp-control-144r-64r-64r")).isTrue();
    assertThat(Recipes.all()).extracting(Recipe::network).noneMatch(Recipes::isTrial);
    assertThat(Recipes.isTrial("teacher")).isFalse();
  }
}
