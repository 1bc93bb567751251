package org.cbnet.edge.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModelMeterTest {
  private static final long TEN_SECONDS = Duration.ofSeconds(10).toNanos();
  private static final double TINY = 1e-9;

  private long cpuNanos = Duration.ofSeconds(100).toNanos();

  @Test
  void chargesAPi4ForItsShareOfFourCores() {
    ModelMeter meter = new ModelMeter(Board.PI_4_V12_64, () -> cpuNanos);
    cpuNanos += TEN_SECONDS;

    EnergyReading reading = meter.lap(0, TEN_SECONDS);

    // One of four cores busy for 10 s: (4.534... x 0.25 + 2.285...) W x 10 s.
    assertThat(reading.utilisation()).hasValue(0.25);
    assertThat(reading.cpuNanos()).hasValue(TEN_SECONDS);
    assertThat(reading.grossJoules()).isCloseTo(34.19299298608931, within(TINY));
    assertThat(reading.idleJoules().orElseThrow()).isCloseTo(22.85692618472267, within(TINY));
    assertThat(reading.uncertaintyJoules()).isEmpty();
    assertThat(reading.source()).isEqualTo("model:rbp4b1.2-64");
  }

  @Test
  void chargesAOneCoreBoardForTheWholeOfIt() {
    ModelMeter meter = new ModelMeter(Board.PI_ZERO_W, () -> cpuNanos);
    cpuNanos += TEN_SECONDS / 2;

    EnergyReading reading = meter.lap(0, TEN_SECONDS);

    // Half of its one core for 10 s: (0.473... x 0.5 + 0.920...) W x 10 s.
    assertThat(reading.utilisation()).hasValue(0.5);
    assertThat(reading.grossJoules()).isCloseTo(11.567277503919765, within(TINY));
    assertThat(reading.idleJoules().orElseThrow()).isCloseTo(9.200829295923802, within(TINY));
  }

  @Test
  void countsEachIntervalFromTheEndOfTheLast() {
    ModelMeter meter = new ModelMeter(Board.PI_4_V12_64, () -> cpuNanos);
    cpuNanos += 3;
    meter.lap(0, TEN_SECONDS);
    cpuNanos += 5;

    assertThat(meter.lap(0, TEN_SECONDS).cpuNanos()).hasValue(5);
  }

  @Test
  void neverUsesMoreThanTheWholeBoard() {
    ModelMeter meter = new ModelMeter(Board.PI_1_PLUS, () -> cpuNanos);
    cpuNanos += 2 * TEN_SECONDS;

    assertThat(meter.lap(0, TEN_SECONDS).utilisation()).hasValue(1);
  }

  @Test
  void chargesNothingForAnIntervalWithoutLength() {
    ModelMeter meter = new ModelMeter(Board.PI_4_V12_64, () -> cpuNanos);

    EnergyReading reading = meter.lap(0, 0);

    assertThat(reading.grossJoules()).isZero();
    assertThat(reading.idleJoules()).hasValue(0);
  }

  @Test
  void readsTheTimeOfThisProcess() {
    ProcessCpuTime time = new ProcessCpuTime();
    long before = time.getAsLong();
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();

    // Busy until the counter's next step: 10 ms, or the scheduler's tick.
    while (time.getAsLong() == before && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }

    assertThat(time.getAsLong()).isGreaterThan(before);
  }
}
