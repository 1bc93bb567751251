package org.cbnet.experiments.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class LoadPlayerTest {
  private static final Duration CHIP = Duration.ofMillis(60);

  @Test
  void playsEveryPulseAndTellsWhenItWas() throws InterruptedException {
    LoadPattern pattern = new LoadPattern(List.of(true, false, true, true, false), CHIP);
    long before = System.nanoTime();

    PlayedPattern played = new LoadPlayer(1, System::nanoTime).play(pattern);

    assertThat(played.startNanos()).isBetween(before, System.nanoTime());
    assertThat(System.nanoTime()).isGreaterThanOrEqualTo(played.endNanos());
    assertThat(played.endNanos() - played.startNanos())
        .isGreaterThanOrEqualTo(pattern.length().toNanos());
    // One that the machine slept through is left out: then there are fewer.
    List<Pulse> planned = PlayedPattern.exactly(pattern, played.startNanos()).pulses();
    assertThat(played.pulses()).hasSizeBetween(1, 2);
    assertThat(played.pulses())
        .allSatisfy(
            pulse ->
                assertThat(planned)
                    .anySatisfy(
                        plan -> {
                          assertThat(pulse.startNanos())
                              .isBetween(plan.startNanos(), plan.endNanos());
                          assertThat(pulse.endNanos()).isGreaterThanOrEqualTo(plan.endNanos());
                        }));
  }

  @Test
  void isRealLoad() throws InterruptedException {
    LoadPattern pattern = new LoadPattern(List.of(true, false), CHIP.multipliedBy(8));
    LongAdder looks = new LongAdder();
    LongSupplier clock =
        () -> {
          looks.increment();
          return System.nanoTime();
        };

    PlayedPattern played = new LoadPlayer(2, clock).play(pattern);

    // A thread that calculates looks at the clock every few microseconds, one that sleeps does not.
    assertThat(looks.sum()).isGreaterThan(200);
    assertThat(played.pulses()).hasSize(1);
  }

  @Test
  void endsWhenItIsInterrupted() {
    LoadPattern hours = new LoadPattern(List.of(true, false), Duration.ofHours(1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new LoadPlayer(1, System::nanoTime).play(hours))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void rejectsNoThreads() {
    assertThatThrownBy(() -> new LoadPlayer(0, System::nanoTime))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
