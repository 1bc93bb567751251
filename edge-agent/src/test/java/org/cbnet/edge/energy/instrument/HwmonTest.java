package org.cbnet.edge.energy.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.cbnet.edge.clock.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HwmonTest {
  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private SysTree tree;
  private Hwmon meter;

  @BeforeEach
  void recordAPiWithAnIna219() throws IOException {
    tree = new SysTree(folder.resolve("hwmon"));
    // As a Raspberry Pi 4 with an INA219 board shows it: the processor's sensor comes first.
    tree.put("hwmon0/name", "cpu_thermal").put("hwmon0/temp1_input", "48686");
    tree.put("hwmon1/name", "rpi_volt").put("hwmon1/in0_lcrit_alarm", "0");
    tree.put("hwmon2/name", "ina219")
        .put("hwmon2/in0_input", "58")
        .put("hwmon2/in1_input", "5064")
        .put("hwmon2/curr1_input", "583")
        .put("hwmon2/power1_input", "2952000")
        .put("hwmon2/shunt_resistor", "100000");
    meter = new Hwmon(tree.root(), Optional.empty(), clock);
  }

  @Test
  void findsThePowerMonitorAmongTheOthers() throws IOException {
    Sample sample = meter.read().get(0);

    assertThat(sample.watts()).hasValue(2.952);
    assertThat(sample.atNanos()).isEqualTo(clock.monotonicNanos());
    assertThat(meter.name()).isEqualTo("hwmon:ina219");
  }

  @Test
  void multipliesVoltageAndCurrentWhereTheDriverShowsNoPower() throws IOException {
    tree.remove("hwmon2/power1_input");

    assertThat(meter.read().get(0).watts().orElseThrow()).isCloseTo(2.952312, within(1e-9));
  }

  @Test
  void readsTheMonitorThatWasAskedForWhereThereAreSeveral() throws IOException {
    tree.put("hwmon10/name", "ina260").put("hwmon10/power1_input", "7010000");

    assertThat(meter.read().get(0).watts()).hasValue(2.952);
    Hwmon other = new Hwmon(tree.root(), Optional.of(tree.root().resolve("hwmon10")), clock);
    assertThat(other.read().get(0).watts()).hasValue(7.01);
    assertThat(other.name()).isEqualTo("hwmon:ina260");
  }

  @Test
  void statesTheDataSheetsLimitsAsStandardUncertainties() throws IOException {
    meter.read();

    // 1 % each of shunt, current and voltage; 100 uV over 0.1 ohm at 5 V; 20 x 100 uA steps.
    assertThat(meter.accuracy().gain().orElseThrow()).isCloseTo(0.01, within(1e-9));
    assertThat(meter.accuracy().offsetWatts()).isCloseTo(0.0028868, within(1e-6));
    assertThat(meter.accuracy().stepWatts()).isCloseTo(0.002, within(1e-9));
  }

  @Test
  void findsAMonitorAgainThatCameBackUnderAnotherNumber() throws IOException {
    meter.read();
    tree.remove("hwmon2");
    assertThatExceptionOfType(IOException.class).isThrownBy(meter::read);

    tree.put("hwmon5/name", "ina219")
        .put("hwmon5/power1_input", "3100000")
        .put("hwmon5/shunt_resistor", "100000");

    assertThat(meter.read().get(0).watts()).hasValue(3.1);
  }

  @Test
  void refusesWhatIsNoNumber() throws IOException {
    tree.put("hwmon2/power1_input", "<garbage\u0001>");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(meter::read)
        .withMessageContaining("power1_input holds no whole number: '<garbage >'");
  }

  @Test
  void saysWhatItMissesOnAMachineWithoutOne() throws IOException {
    tree.remove("hwmon2");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(meter::read)
        .withMessageContaining("no ina219, ina226, ina230, ina231, ina260 among");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(new Hwmon(folder.resolve("none"), Optional.empty(), clock)::read)
        .withMessage("no %s on this machine", folder.resolve("none"));
  }
}
