package org.cbnet.edge.energy.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.edge.energy.Board;
import org.cbnet.edge.energy.EnergyMeter;
import org.cbnet.edge.energy.EnergyReading;
import org.cbnet.edge.energy.MeterKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeteringTest {
  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private SysTree tree;
  private List<String> vcgencmd;

  @BeforeEach
  void makeAMachine() {
    tree = new SysTree(folder);
    vcgencmd = List.of(folder.resolve("no-vcgencmd").toString());
  }

  @Test
  void isTheModelOnAMachineWithoutAMeter() throws Exception {
    assertThat(used(MeterKind.AUTO)).isEqualTo(MeterKind.MODEL);

    try (EnergyMeter meter = metering(MeterKind.AUTO).open()) {
      EnergyReading reading = meter.lap(clock.monotonicNanos(), Duration.ofSeconds(1).toNanos());
      assertThat(reading.source()).isEqualTo("model:rbp4b1.2-64");
    }
  }

  @Test
  void takesTheMeterThatSeesMostOfTheDevice() throws Exception {
    tree.put("powercap/intel-rapl:0/name", "package-0")
        .put("powercap/intel-rapl:0/energy_uj", "1")
        .put("powercap/intel-rapl:0/max_energy_range_uj", "1000");
    assertThat(used(MeterKind.AUTO)).isEqualTo(MeterKind.RAPL);

    vcgencmd =
        SysTree.script(folder.resolve("vcgencmd"), "cat <<'END'\n" + PmicTest.ANSWER + "END\n");
    assertThat(used(MeterKind.AUTO)).isEqualTo(MeterKind.PMIC);

    recordAMonitor();
    assertThat(used(MeterKind.AUTO)).isEqualTo(MeterKind.HWMON);
    assertThat(used(MeterKind.MODEL)).isEqualTo(MeterKind.MODEL);
  }

  @Test
  void saysWhyTheOthersAreNotThere() throws Exception {
    List<Metering.Finding> findings = metering(MeterKind.AUTO).findings();

    assertThat(findings)
        .extracting(Metering.Finding::kind)
        .containsExactly(
            MeterKind.HWMON,
            MeterKind.RAPL,
            MeterKind.PMIC,
            MeterKind.SHELLY,
            MeterKind.TASMOTA,
            MeterKind.CSV,
            MeterKind.MODEL);
    assertThat(findings.get(0).whyNot())
        .hasValue("no %s on this machine".formatted(folder.resolve("hwmon")));
    assertThat(findings.get(2).whyNot().orElseThrow()).contains("no-vcgencmd");
    assertThat(findings.get(3).whyNot().orElseThrow()).contains("energy.address");
  }

  @Test
  void samplesInTheBackgroundWithTheProcessorsStateBeside() throws Exception {
    recordAMonitor();
    tree.put("thermal/thermal_zone0/type", "cpu-thermal")
        .put("thermal/thermal_zone0/temp", "50000")
        .put("get_throttled", "4");
    new Calibration("hwmon:ina226", new IdlePower(2, OptionalDouble.of(0.01))).save(folder);

    try (EnergyMeter meter = metering(MeterKind.AUTO).open()) {
      until(() -> meter.counters().samples() > 0);
      meter.lap(clock.monotonicNanos(), 0);
      for (int i = 0; i < 10; i++) {
        clock.advance(Duration.ofMillis(100));
        long before = meter.counters().samples();
        until(() -> meter.counters().samples() > before);
      }
      EnergyReading reading = meter.lap(clock.monotonicNanos(), Duration.ofSeconds(1).toNanos());

      assertThat(reading.source()).isEqualTo("hwmon:ina226");
      assertThat(reading.grossJoules()).isCloseTo(3, within(1e-6));
      assertThat(reading.idleJoules()).hasValue(2);
      assertThat(reading.uncertaintyJoules()).isPresent();
      assertThat(reading.utilisation()).isPresent();
      until(() -> meter.lap(clock.monotonicNanos(), 0).throttled().isPresent());
      EnergyReading now = meter.lap(clock.monotonicNanos(), 0);
      assertThat(now.temperatureCelsius()).hasValue(50);
      assertThat(now.throttled()).hasValue(true);
    }
  }

  @Test
  void waitsForAConfiguredMeterThatIsAway() throws Exception {
    try (EnergyMeter meter = metering(MeterKind.HWMON).open()) {
      until(() -> meter.counters().failures() > 0);
      assertThat(meter.lap(clock.monotonicNanos(), Duration.ofSeconds(1).toNanos()).source())
          .startsWith("model:");

      recordAMonitor();
      until(() -> meter.counters().samples() > 0);
    }
  }

  @Test
  void endsItsThread() throws Exception {
    recordAMonitor();
    metering(MeterKind.AUTO).open().close();

    until(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("energy-meter")));
  }

  private void recordAMonitor() throws IOException {
    tree.put("hwmon/hwmon1/name", "ina226")
        .put("hwmon/hwmon1/power1_input", "3000000")
        .put("hwmon/hwmon1/shunt_resistor", "100000");
  }

  private MeterKind used(MeterKind asked) throws InterruptedException {
    return metering(asked).findings().stream()
        .filter(Metering.Finding::used)
        .findFirst()
        .orElseThrow()
        .kind();
  }

  private Metering metering(MeterKind kind) {
    return new Metering(
        new MeterOptions(
            kind,
            Board.PI_4_V12_64,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            folder),
        new MachineRoots(
            folder.resolve("hwmon"),
            folder.resolve("powercap"),
            folder.resolve("thermal"),
            folder.resolve("get_throttled"),
            vcgencmd,
            Duration.ofSeconds(30)),
        clock);
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
