package org.cbnet.edge.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.cbnet.edge.clock.ManualClock;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private final ManualClock clock = new ManualClock();
  private final Repeats repeats = new Repeats(clock, Duration.ofMinutes(1));

  @Test
  void admitsTheFirstOfEachKind() {
    assertThat(repeats.admit("a")).hasValue(0);
    assertThat(repeats.admit("b")).hasValue(0);
    assertThat(repeats.admit("a")).isEmpty();
  }

  @Test
  void tellsHowManyItKeptBack() {
    repeats.admit("a");
    repeats.admit("a");
    repeats.admit("a");
    clock.advance(Duration.ofMinutes(1));

    assertThat(repeats.admit("a")).hasValue(2);
    clock.advance(Duration.ofMinutes(1));
    assertThat(repeats.admit("a")).hasValue(0);
  }
}
