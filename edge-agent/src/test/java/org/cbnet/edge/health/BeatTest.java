package org.cbnet.edge.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.cbnet.edge.clock.ManualClock;
import org.junit.jupiter.api.Test;

class BeatTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ManualClock clock = new ManualClock();
  private final Beat beat = new Beat(clock);

  @Test
  void isMissedOnlyBetweenBeginAndEnd() {
    clock.advance(LIMIT.multipliedBy(2));
    assertThat(beat.missing(LIMIT)).isFalse();
    beat.begin();
    assertThat(beat.missing(LIMIT)).isFalse();
    clock.advance(LIMIT.plusNanos(1));
    assertThat(beat.missing(LIMIT)).isTrue();

    beat.beat();
    assertThat(beat.missing(LIMIT)).isFalse();
    clock.advance(LIMIT.plusNanos(1));
    beat.end();

    assertThat(beat.missing(LIMIT)).isFalse();
  }

  @Test
  void doesNotCareForTheWallClock() {
    beat.begin();
    clock.setWallMicros(clock.wallMicros() + Duration.ofDays(14).toNanos() / 1_000);

    assertThat(beat.missing(LIMIT)).isFalse();
    assertThat(beat.ageNanos()).isZero();
  }
}
