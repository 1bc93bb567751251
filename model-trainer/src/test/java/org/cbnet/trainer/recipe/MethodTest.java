package org.cbnet.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodTest {
  @ParameterizedTest
  @ValueSource(strings = {"plain", "distilled", "plain+mirror-shift", "distilled+none+exit1=0.3"})
  void labelIsWhatWasParsed(String label) {
    assertThat(Method.parse(label).label()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tuned", "plain+", "plain+flip", "plain+exit1=", "plain+exit1=-1"})
  void unknownMethodIsRefusedByName(String label) {
    assertThatThrownBy(() -> Method.parse(label))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown method '" + label + "'")
        .hasMessageContaining("plain or distilled");
  }
}
