package org.cbnet.edge.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff =
      new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30), new SplittableRandom(7));

  @Test
  void doublesWithJitterUpToTheLongest() {
    long whole = Duration.ofMillis(500).toNanos();
    for (int attempt = 0; attempt < 100; attempt++) {
      assertThat(backOff.nextNanos()).isBetween(whole / 2, whole);
      whole = Math.min(2 * whole, Duration.ofSeconds(30).toNanos());
    }
  }

  @Test
  void startsAfreshWhenReset() {
    for (int attempt = 0; attempt < 10; attempt++) {
      backOff.nextNanos();
    }
    backOff.reset();

    assertThat(backOff.attempts()).isZero();
    assertThat(backOff.nextNanos()).isLessThanOrEqualTo(Duration.ofMillis(500).toNanos());
  }
}
