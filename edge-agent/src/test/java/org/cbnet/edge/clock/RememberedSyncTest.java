package org.cbnet.edge.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RememberedSyncTest {
  private static final long FORTNIGHT_MICROS = Duration.ofDays(14).toNanos() / 1_000;

  private final ManualClock clock = new ManualClock();
  private int asked;
  private boolean truth;
  private final ClockSync sync =
      new RememberedSync(
          () -> {
            asked++;
            return truth;
          },
          clock);

  @Test
  void asksOnceASecond() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(sync.synced()).isFalse();
    }
    truth = true;
    clock.advance(Duration.ofMillis(999));
    assertThat(sync.synced()).isFalse();
    clock.advance(Duration.ofMillis(1));

    assertThat(sync.synced()).isTrue();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void asksAtOnceWhenTheClockWasSet() {
    truth = true;
    assertThat(sync.synced()).isTrue();
    truth = false;

    clock.setWallMicros(clock.wallMicros() - FORTNIGHT_MICROS);
    assertThat(sync.synced()).isFalse();
    truth = true;
    clock.setWallMicros(clock.wallMicros() + 2 * FORTNIGHT_MICROS);
    assertThat(sync.synced()).isTrue();
    truth = false;
    clock.setWallMicros(0);

    assertThat(sync.synced()).isFalse();
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void takesSlewingForNoJump() {
    ClockJumps jumps = new ClockJumps(clock);

    for (int i = 0; i < 3_600; i++) {
      clock.advance(Duration.ofSeconds(1));
      clock.setWallMicros(clock.wallMicros() + 500);
      assertThat(jumps.jumped()).isFalse();
    }
  }
}
