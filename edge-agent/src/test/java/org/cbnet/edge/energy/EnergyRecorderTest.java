package org.cbnet.edge.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.cbnet.edge.TestRecords;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.schemas.record.EnergySample;
import org.junit.jupiter.api.Test;

class EnergyRecorderTest {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final ManualClock clock = new ManualClock();
  private final EnergyRecorder recorder =
      new EnergyRecorder(
          TestRecords.IDENTITY, new OneWatt(), clock, () -> false, INTERVAL.toNanos());

  @Test
  void describesAnIntervalByItsResults() {
    clock.advance(Duration.ofSeconds(3));
    recorder.begin(TestRecords.CONTEXT.inRound(4));
    long startMicros = clock.wallMicros();
    long startNanos = clock.monotonicNanos();
    clock.advance(Duration.ofSeconds(2));
    recorder.results(40, 50);
    recorder.results(90, 7);

    EnergySample sample = recorder.end();

    assertThat(sample.getFirstResultSequence()).isEqualTo(40);
    assertThat(sample.getLastResultSequence()).isEqualTo(96);
    assertThat(sample.getInferenceCount()).isEqualTo(57);
    assertThat(sample.getStartMicros()).isEqualTo(startMicros);
    assertThat(sample.getStartMonotonicNanos()).isEqualTo(startNanos);
    assertThat(sample.getDurationNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
    assertThat(sample.getGrossJoules()).isEqualTo(2);
    assertThat(sample.getRound()).isEqualTo(4);
    assertThat(sample.getRunId()).isEqualTo("run-1");
    assertThat(sample.getSource()).isEqualTo("test");
    assertThat(sample.getIdleJoules()).isNull();
    assertThat(sample.getUncertaintyJoules()).isNull();
    assertThat(sample.getTemperatureCelsius()).isNull();
    assertThat(sample.getThrottled()).isNull();
    assertThat(sample.getBootNumber()).isEqualTo(3);
  }

  @Test
  void leavesOutWhatWasUsedBetweenIntervals() {
    recorder.begin(TestRecords.CONTEXT);
    clock.advance(Duration.ofSeconds(1));
    recorder.end();
    clock.advance(Duration.ofSeconds(60));
    recorder.begin(TestRecords.CONTEXT.inRound(1));
    clock.advance(Duration.ofSeconds(2));

    assertThat(recorder.end().getGrossJoules()).isEqualTo(2);
  }

  @Test
  void beginsTheNextIntervalWhereTheLastEnded() {
    recorder.begin(TestRecords.CONTEXT);
    clock.advance(Duration.ofSeconds(1));
    recorder.results(0, 5);
    EnergySample first = recorder.end();
    clock.advance(Duration.ofSeconds(2));
    EnergySample second = recorder.end();

    assertThat(second.getStartMonotonicNanos())
        .isEqualTo(first.getStartMonotonicNanos() + first.getDurationNanos());
    assertThat(second.getFirstResultSequence()).isNull();
    assertThat(second.getLastResultSequence()).isNull();
    assertThat(second.getInferenceCount()).isZero();
  }

  @Test
  void isDueAfterTheConfiguredInterval() {
    recorder.begin(TestRecords.CONTEXT);
    clock.advance(Duration.ofSeconds(9));
    assertThat(recorder.untilDueNanos(clock.monotonicNanos()))
        .isEqualTo(Duration.ofSeconds(1).toNanos());

    clock.advance(Duration.ofSeconds(1));
    assertThat(recorder.untilDueNanos(clock.monotonicNanos())).isZero();
  }

  @Test
  void measuresByTheMonotonicClockWhileTheWallClockJumps() {
    recorder.begin(TestRecords.CONTEXT);
    clock.setWallMicros(0);
    clock.advance(Duration.ofSeconds(1));

    assertThat(recorder.end().getDurationNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  /** A joule a second. */
  private static final class OneWatt implements EnergyMeter {
    @Override
    public EnergyReading lap(long nowNanos, long durationNanos) {
      return new EnergyReading(
          "test",
          durationNanos / 1e9,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty());
    }
  }
}
