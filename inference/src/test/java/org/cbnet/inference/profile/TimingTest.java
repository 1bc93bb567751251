package org.cbnet.inference.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
  @ParameterizedTest
  @CsvSource({"-1, 2, 3, 4", "3, 2, 3, 4", "1, 4, 3, 4", "1, 2, 3, -4"})
  void rejectsTimesBelowZeroOrOutOfOrder(long p10, long median, long p90, long cpu) {
    assertThatThrownBy(() -> new Timing(p10, median, p90, cpu))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("p10 %d, median %d, p90 %d, cpu %d".formatted(p10, median, p90, cpu));
  }

  @Test
  void energyFollowsFromProcessorTime() {
    // A second of one of four cores that together add 4.5 W.
    assertThat(new Timing(1, 2, 3, 1_000_000_000).joules(4.5 / 4)).isEqualTo(1.125, within(1e-12));
  }

  @Test
  void aFactorAppliesToAllOfIt() {
    assertThat(new Timing(10, 20, 30, 40).times(1.5)).isEqualTo(new Timing(15, 30, 45, 60));
    assertThatThrownBy(() -> new Timing(1, 2, 3, 4).times(Double.NaN))
        .hasMessage("factor must be finite and >= 0: NaN");
  }
}
