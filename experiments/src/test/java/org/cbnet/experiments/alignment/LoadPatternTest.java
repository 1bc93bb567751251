package org.cbnet.experiments.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadPatternTest {
  private static final Duration TEN_HERTZ = Duration.ofMillis(100);

  @ParameterizedTest
  @CsvSource({"10, 127", "100, 127", "500, 255", "1000, 511", "2000, 1023", "4000, 2047"})
  void isLongEnoughForTheMeterAndBalanced(long intervalMillis, int chips) {
    LoadPattern pattern = LoadPattern.forMeter(Duration.ofMillis(intervalMillis), 1);

    assertThat(pattern.chips()).hasSize(chips);
    assertThat(Collections.frequency(pattern.chips(), true)).isEqualTo((chips + 1) / 2);
    assertThat(pattern.length()).isEqualTo(LoadPattern.CHIP.multipliedBy(chips));
  }

  @Test
  void refusesAMeterThatIsTooSlow() {
    assertThatThrownBy(() -> LoadPattern.forMeter(Duration.ofSeconds(60), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT1M");
  }

  @ParameterizedTest
  @CsvSource({"10", "500", "1000", "2000", "4000"})
  void isNotLikeItselfAtAnyOtherPlace(long intervalMillis) {
    List<Boolean> chips = LoadPattern.forMeter(Duration.ofMillis(intervalMillis), 5).chips();

    // A maximum-length sequence agrees with itself turned round in one place less than it does not.
    for (int turn = 1; turn < chips.size(); turn++) {
      int agree = 0;
      for (int i = 0; i < chips.size(); i++) {
        agree += chips.get(i).equals(chips.get((i + turn) % chips.size())) ? 1 : -1;
      }
      assertThat(agree).isEqualTo(-1);
    }
  }

  @Test
  void beginsElsewhereWithAnotherSeed() {
    assertThat(LoadPattern.forMeter(TEN_HERTZ, 3)).isEqualTo(LoadPattern.forMeter(TEN_HERTZ, 3));
    assertThat(LoadPattern.forMeter(TEN_HERTZ, 3)).isNotEqualTo(LoadPattern.forMeter(TEN_HERTZ, 4));
  }

  @Test
  void pulsesAreTheChipsOfLoad() {
    LoadPattern pattern =
        new LoadPattern(List.of(true, true, false, true, false, false), Duration.ofNanos(10));

    assertThat(pattern.pulses()).containsExactly(new Pulse(0, 20), new Pulse(30, 40));
    assertThat(pattern.reversed().pulses()).containsExactly(new Pulse(20, 30), new Pulse(40, 60));
    assertThat(PlayedPattern.exactly(pattern, 100))
        .isEqualTo(new PlayedPattern(100, 160, List.of(new Pulse(100, 120), new Pulse(130, 140))));
  }

  @Test
  void rejectsWhatIsNoPattern() {
    assertThatThrownBy(() -> new LoadPattern(List.of(true, true), Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LoadPattern(List.of(true, false), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pulse(5, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PlayedPattern(0, 10, List.of(new Pulse(5, 11))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PlayedPattern(0, 10, List.of(new Pulse(1, 5), new Pulse(4, 6))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
