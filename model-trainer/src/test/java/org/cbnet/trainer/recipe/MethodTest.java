package org.cbnet.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cbnet.inference.dataset.KnownDataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "distilled",
        "plain+mirror-shift",
        "distilled+none+exit1=0.3",
        "plain+shift+exit1=2.0+epochs=3",
        "distilled+image=0.0+target=permuted+easy=margin"
      })
  void labelIsWhatWasParsed(String label) {
    assertThat(Method.parse(label).label()).isEqualTo(label);
  }

  @Test
  void resolvedLabelSaysTheAugmentation() {
    Recipe lenet = Recipes.of("lenet");

    assertThat(lenet.resolve(Method.PLAIN, KnownDataSet.MNIST).label()).isEqualTo("plain+shift");
    assertThat(lenet.resolve(Method.parse("plain+none"), KnownDataSet.MNIST).label())
        .isEqualTo("plain+none");
    assertThat(Recipes.of("truncated").resolve(Method.PLAIN, KnownDataSet.MNIST).label())
        .isEqualTo("plain");
  }

  @Test
  void onlyANetworkWithExitsTakesTheirWeights() {
    Method weighted = Method.parse("plain+exit1=0.3");

    assertThat(Recipes.of("branchynet").resolve(weighted, KnownDataSet.MNIST).label())
        .isEqualTo("plain+shift+exit1=0.3");
    assertThatThrownBy(() -> Recipes.of("lenet").resolve(weighted, KnownDataSet.MNIST))
        .hasMessageContaining("lenet has no exit1 to choose");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tuned",
        "plain+",
        "plain+flip",
        "plain+exit1=",
        "plain+exit1=-1",
        "plain+shift+none",
        "plain+epochs=0",
        "plain+image=-1",
        "plain+image=NaN",
        "plain+target=hard",
        "plain+easy=luck",
        "plain+image=1+image=2"
      })
  void unknownMethodIsRefusedByName(String label) {
    assertThatThrownBy(() -> Method.parse(label))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown method '" + label + "'")
        .hasMessageContaining("plain or distilled");
  }
}
