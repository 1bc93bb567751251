package org.cbnet.edge.energy.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.energy.Board;
import org.cbnet.edge.energy.EnergyReading;
import org.cbnet.edge.energy.MeterCounters;
import org.cbnet.edge.energy.ModelMeter;
import org.junit.jupiter.api.Test;

class SampledMeterTest {
  private static final Duration TENTH = Duration.ofMillis(100);
  private static final String MODEL = "model:rbp4b1.2-64";
  private static final double TINY = 1e-6;

  private final ManualClock clock = new ManualClock();
  private final ScriptedInstrument instrument =
      new ScriptedInstrument("test", new Accuracy(OptionalDouble.of(0.01), 0, 0, 0));
  private Optional<Idle> idle = Optional.empty();
  private OptionalDouble stated = OptionalDouble.empty();
  private SampledMeter meter = meter(TENTH);
  private long cpuNanos;
  private double counted = 1_000;

  @Test
  void integratesPowerThatRises() throws Exception {
    // From 2 W to 4 W in 10 s: 30 J.
    run(Duration.ofSeconds(10), seconds -> 2 + seconds / 5);

    EnergyReading reading = lap(Duration.ofSeconds(10));

    assertThat(reading.source()).isEqualTo("test:power");
    assertThat(reading.grossJoules()).isCloseTo(30, within(TINY));
    assertThat(reading.idleJoules()).as("never calibrated").isEmpty();
  }

  @Test
  void losesAndDoublesNothingWhereLapsEndBetweenSamples() throws Exception {
    run(Duration.ZERO, seconds -> 3);
    meter.lap(clock.monotonicNanos(), 0);
    double sum = 0;
    for (int i = 0; i < 30; i++) {
      // Ends 37 ms after a sample, later ones elsewhere.
      clock.advance(Duration.ofMillis(37));
      sum += lap(Duration.ofMillis(37)).grossJoules();
      clock.advance(Duration.ofMillis(63));
      power(i % 2 == 0 ? 5 : 3);
    }
    sum += lap(Duration.ofMillis(63)).grossJoules();

    assertThat(sum).isCloseTo(3 * 4, within(TINY));
  }

  @Test
  void endsALapWhenItWasAskedToWhateverCameSince() throws Exception {
    run(Duration.ofSeconds(1), seconds -> 3);
    long asked = clock.monotonicNanos();
    run(Duration.ofMillis(200), seconds -> 3);

    assertThat(meter.lap(asked, Duration.ofSeconds(1).toNanos()).grossJoules())
        .isCloseTo(3, within(TINY));
    assertThat(lap(Duration.ofMillis(200)).grossJoules()).isCloseTo(0.6, within(TINY));
  }

  @Test
  void leavesALapToTheModelOfWhichSamplesCoverTooLittle() throws Exception {
    run(Duration.ofSeconds(8), seconds -> 3);
    instrument.fail("gone");
    for (int i = 0; i < 20; i++) {
      clock.advance(TENTH);
      meter.sample();
    }
    cpuNanos += Duration.ofSeconds(20).toNanos();

    EnergyReading reading = lap(Duration.ofSeconds(10));

    assertThat(reading.source()).isEqualTo(MODEL);
    assertThat(reading.grossJoules())
        .as("the model's own figure, no metered joule in it")
        .isCloseTo(
            10 * (Board.PI_4_V12_64.slopeWatts() / 2 + Board.PI_4_V12_64.idleWatts()),
            within(TINY));
    assertThat(reading.uncertaintyJoules()).isEmpty();
    assertThat(meter.counters()).isEqualTo(new MeterCounters(81, 20, 0, 1));
  }

  @Test
  void comesBackWithTheInstrument() throws Exception {
    run(Duration.ofSeconds(1), seconds -> 3);
    lap(Duration.ofSeconds(1));
    instrument.fail("gone");
    clock.advance(Duration.ofSeconds(60));
    meter.sample();
    assertThat(lap(Duration.ofSeconds(60)).source()).isEqualTo(MODEL);

    run(Duration.ofSeconds(10), seconds -> 4);
    EnergyReading reading = lap(Duration.ofSeconds(10));

    assertThat(reading.source()).isEqualTo("test:power");
    assertThat(reading.grossJoules()).isCloseTo(40, within(TINY));
    assertThat(meter.counters().gaps()).isEqualTo(1);
  }

  @Test
  void chargesALittleMissingTimeTheMeanAndSaysHowUnsureThatIs() throws Exception {
    run(Duration.ofSeconds(19), seconds -> 3);
    clock.advance(Duration.ofMillis(1_500));

    EnergyReading reading = lap(Duration.ofMillis(20_500));

    // The last power stands for half a second; one more second is missing.
    assertThat(reading.grossJoules()).isCloseTo(61.5, within(TINY));
    double missing = 3 / Math.sqrt(3);
    assertThat(reading.uncertaintyJoules().orElseThrow())
        .isCloseTo(Math.hypot(0.01 * 61.5, missing), within(TINY));
  }

  @Test
  void scalesTheErrorWithTheNetWhereTheSameMeterFoundIdle() throws Exception {
    IdlePower power = new IdlePower(2, OptionalDouble.of(0.05));
    idle = Optional.of(new Idle(power, true));
    run(Duration.ofSeconds(10), seconds -> 3);
    EnergyReading calibrated = lap(Duration.ofSeconds(10));
    idle = Optional.of(new Idle(power, false));
    run(Duration.ofSeconds(10), seconds -> 3);
    EnergyReading byHand = lap(Duration.ofSeconds(10));

    assertThat(calibrated.idleJoules()).hasValue(20);
    assertThat(calibrated.uncertaintyJoules().orElseThrow())
        .isCloseTo(Math.hypot(0.01 * 10, 0.5), within(TINY));
    assertThat(byHand.uncertaintyJoules().orElseThrow())
        .isCloseTo(Math.hypot(0.01 * 30, 0.5), within(TINY));
  }

  @Test
  void statesNoUncertaintyWhereNobodyDoes() throws Exception {
    idle = Optional.of(new Idle(IdlePower.of("2"), false));
    run(Duration.ofSeconds(10), seconds -> 3);

    assertThat(lap(Duration.ofSeconds(10)).uncertaintyJoules()).as("of idle").isEmpty();
  }

  @Test
  void takesTheOperatorsWordForTheScale() throws Exception {
    stated = OptionalDouble.of(0.1);
    meter = meter(TENTH);
    run(Duration.ofSeconds(10), seconds -> 3);

    assertThat(lap(Duration.ofSeconds(10)).uncertaintyJoules().orElseThrow())
        .isCloseTo(3, within(TINY));
  }

  @Test
  void isLessSureOfPowerThatJumps() throws Exception {
    stated = OptionalDouble.of(0);
    meter = meter(TENTH);
    run(Duration.ofSeconds(10), seconds -> Math.round(seconds * 10) % 2 == 0 ? 2 : 4);

    // 100 steps of 0.1 s, each with a variance of (2 W)^2 / 2.
    assertThat(lap(Duration.ofSeconds(10)).uncertaintyJoules().orElseThrow())
        .isCloseTo(Math.sqrt(100 * 2 * 0.01), within(TINY));
  }

  @Test
  void readsTheCounterOverLongLapsAndIntegratesOverShortOnes() throws Exception {
    Accuracy plug = new Accuracy(OptionalDouble.of(0), 0, 0.1, 3.6);
    ScriptedInstrument shelly = new ScriptedInstrument("shelly", plug);
    SampledMeter both = meter(shelly, Duration.ofSeconds(1));

    EnergyReading brief = runPlug(shelly, both, 10);
    EnergyReading hour = runPlug(shelly, both, 3_600);

    assertThat(brief.source()).isEqualTo("shelly:power");
    assertThat(brief.grossJoules()).isCloseTo(50, within(TINY));
    assertThat(hour.source()).isEqualTo("shelly:energy");
    assertThat(hour.grossJoules()).isCloseTo(18_000, within(5.0));
    assertThat(hour.uncertaintyJoules().orElseThrow())
        .as("two readings, each rounded to the largest step seen")
        .isCloseTo(Math.sqrt(2) * 7.2 / Math.sqrt(12), within(1e-3));
  }

  @Test
  void bridgesSilenceWithinALapByTheCounter() throws Exception {
    countSeconds(5);
    meter.lap(clock.monotonicNanos(), 0);
    countSeconds(2);
    clock.advance(Duration.ofSeconds(30));
    counted += 60;
    count();

    EnergyReading reading = lap(Duration.ofSeconds(32));

    assertThat(reading.source()).isEqualTo("test:energy");
    assertThat(reading.grossJoules()).isCloseTo(64, within(TINY));
  }

  @Test
  void chargesNothingOfASilenceThatALapWasAlreadyToldFor() throws Exception {
    countSeconds(5);
    meter.lap(clock.monotonicNanos(), 0);
    clock.advance(Duration.ofSeconds(20));
    assertThat(lap(Duration.ofSeconds(20)).source()).isEqualTo(MODEL);
    clock.advance(Duration.ofSeconds(1));
    counted += 42;
    count();
    countSeconds(10);

    EnergyReading reading = lap(Duration.ofSeconds(11));

    assertThat(reading.source()).isEqualTo("test:energy");
    assertThat(reading.grossJoules()).as("ten seconds seen of eleven").isCloseTo(22, within(TINY));
  }

  @Test
  void beginsAnewWhereACounterFalls() throws Exception {
    countSeconds(5);
    meter.lap(clock.monotonicNanos(), 0);
    counted = 0;
    countSeconds(10);

    assertThat(lap(Duration.ofSeconds(10)).grossJoules()).isCloseTo(20, within(1.0));
    assertThat(meter.counters().gaps()).isEqualTo(1);
  }

  @Test
  void countsAnInstrumentThatHasNothingNewAsFailing() throws Exception {
    run(Duration.ofSeconds(1), seconds -> 3);
    clock.advance(Duration.ofSeconds(2));
    meter.sample();

    assertThat(meter.counters().failures()).isEqualTo(1);
  }

  private EnergyReading lap(Duration duration) {
    return meter.lap(clock.monotonicNanos(), duration.toNanos());
  }

  private void run(Duration duration, DoubleUnaryOperator watts) throws InterruptedException {
    long steps = duration.dividedBy(TENTH);
    power(watts.applyAsDouble(0));
    for (int i = 1; i <= steps; i++) {
      clock.advance(TENTH);
      power(watts.applyAsDouble(i / 10.0));
    }
  }

  private void power(double watts) throws InterruptedException {
    instrument.show(Sample.power(clock.monotonicNanos(), watts));
    meter.sample();
  }

  /** Two watts, counted. */
  private void countSeconds(int seconds) throws InterruptedException {
    for (int i = 0; i < seconds; i++) {
      clock.advance(Duration.ofSeconds(1));
      counted += 2;
      count();
    }
  }

  private void count() throws InterruptedException {
    instrument.show(Sample.count(clock.monotonicNanos(), counted));
    meter.sample();
  }

  /** Five watts, shown by a counter in steps of 3.6 J. */
  private EnergyReading runPlug(ScriptedInstrument plug, SampledMeter both, int seconds)
      throws InterruptedException {
    for (int i = 0; i <= seconds; i++) {
      counted += i == 0 ? 0 : 5;
      clock.advance(i == 0 ? Duration.ZERO : Duration.ofSeconds(1));
      double steps = Math.floor(counted / 3.6) * 3.6;
      plug.show(Sample.both(clock.monotonicNanos(), 5, steps));
      both.sample();
    }
    return both.lap(clock.monotonicNanos(), Duration.ofSeconds(seconds).toNanos());
  }

  private SampledMeter meter(Duration interval) {
    return meter(instrument, interval);
  }

  private SampledMeter meter(ScriptedInstrument of, Duration interval) {
    return new SampledMeter(
        of,
        new ModelMeter(Board.PI_4_V12_64, () -> cpuNanos),
        name -> idle,
        stated,
        Rhythm.of(interval, Duration.ofMinutes(1)),
        clock);
  }
}
