package org.cbnet.edge.energy.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvColumnsTest {
  @Test
  void readsVoltsAndMilliamperesOfALoggerWithItsOwnTime() {
    CsvLine line = CsvColumns.of("millis,-,volts,milliamperes").parse("1500, x, 5.1, 600\r").get();

    assertThat(line.nanos()).hasValue(1_500_000_000L);
    assertThat(line.watts().orElseThrow()).isCloseTo(3.06, within(1e-9));
    assertThat(line.joules()).isEmpty();
  }

  @Test
  void readsCountedEnergyBesidePower() {
    CsvLine line = CsvColumns.of("watts,joules").parse("3.5;120.25").get();

    assertThat(line.nanos()).isEmpty();
    assertThat(line.watts()).hasValue(3.5);
    assertThat(line.joules()).hasValue(120.25);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "time,volts,amps", "5.1", "1,5.1,NaN", "1,Infinity,1", "1,,2"})
  void leavesOutALineThatIsNoneOfTheLoggers(String line) {
    assertThat(CsvColumns.of("seconds,volts,amperes").parse(line)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "volts", "seconds,amperes", "watts,milliwatts", "power", "-"})
  void refusesColumnsWithoutPowerOrEnergy(String columns) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvColumns.of(columns))
        .withMessageStartingWith("csv columns must be columns in their order");
  }

  @Test
  void isWrittenAsItIsRead() {
    assertThat(CsvColumns.of(" micros, watts,-")).hasToString("micros,watts,-");
  }
}
