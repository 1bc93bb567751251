package org.cbnet.edge.energy.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.cbnet.edge.clock.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PmicTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** In the form in which a Raspberry Pi 5 answers: twelve rails, and two without a current. */
  static final String ANSWER =
      """
         3V7_WL_SW_A current(0)=0.10000000A
           3V3_SYS_A current(1)=0.05000000A
           1V8_SYS_A current(2)=0.20000000A
          DDR_VDD2_A current(3)=0.03000000A
          DDR_VDDQ_A current(4)=0.00000000A
           1V1_SYS_A current(5)=0.18000000A
            0V8_SW_A current(6)=0.35000000A
          VDD_CORE_A current(7)=1.50000000A
           3V3_DAC_A current(17)=0.00010000A
           3V3_ADC_A current(18)=0.00020000A
           0V8_AON_A current(16)=0.00300000A
              HDMI_A current(22)=0.01000000A
         3V7_WL_SW_V volt(8)=3.70000000V
           3V3_SYS_V volt(9)=3.30000000V
           1V8_SYS_V volt(10)=1.80000000V
          DDR_VDD2_V volt(11)=1.10000000V
          DDR_VDDQ_V volt(12)=0.60000000V
           1V1_SYS_V volt(13)=1.10000000V
            0V8_SW_V volt(14)=0.80000000V
          VDD_CORE_V volt(15)=0.72000000V
           3V3_DAC_V volt(20)=3.30000000V
           3V3_ADC_V volt(21)=3.30000000V
           0V8_AON_V volt(19)=0.80000000V
              HDMI_V volt(23)=5.10000000V
             EXT5V_V volt(24)=5.15000000V
              BATT_V volt(25)=0.00000000V
      """;

  static final double WATTS =
      0.1 * 3.7
          + 0.05 * 3.3
          + 0.2 * 1.8
          + 0.03 * 1.1
          + 0.18 * 1.1
          + 0.35 * 0.8
          + 1.5 * 0.72
          + 0.0001 * 3.3
          + 0.0002 * 3.3
          + 0.003 * 0.8
          + 0.01 * 5.1;

  @TempDir private Path folder;

  @Test
  void sumsTheRailsThatHaveACurrent() throws Exception {
    Pmic meter = meter(says(ANSWER), Optional.empty());

    assertThat(meter.read().get(0).watts().orElseThrow()).isCloseTo(WATTS, within(1e-9));
    assertThat(meter.name()).isEqualTo("pmic");
    assertThat(meter.accuracy().gain()).as("nobody states one").isEmpty();
  }

  @Test
  void namesACorrectionInItsSource() throws Exception {
    Pmic meter = meter(says(ANSWER), Optional.of(Correction.of("1.1451*P+0.5879")));

    assertThat(meter.read().get(0).watts().orElseThrow())
        .isCloseTo(1.1451 * WATTS + 0.5879, within(1e-9));
    assertThat(meter.name()).isEqualTo("pmic:1.1451P+0.5879").matches("[A-Za-z0-9._+:/-]{1,128}");
    assertThat(meter(says(ANSWER), Optional.of(Correction.of("1.2*P-0.1"))).name())
        .isEqualTo("pmic:1.2P-0.1");
  }

  @Test
  void refusesAnAnswerThatWasCutShort() throws Exception {
    Path script = folder.resolve("vcgencmd");
    Pmic meter = meter(says(ANSWER), Optional.empty());
    meter.read();
    SysTree.script(script, "echo 'VDD_CORE_A current(7)=1.5A'; echo 'VDD_CORE_V volt(15)=0.7V'");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(meter::read)
        .withMessage("1 rails of 12");
  }

  @Test
  void refusesTheAnswerOfABoardWithoutTheChip() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                meter("echo 'error=1 error_msg=\"Command not registered\"'", Optional.empty())
                    .read())
        .withMessageContaining("shows no rails")
        .withMessageContaining("Command not registered");
  }

  @Test
  void refusesARailWithoutAVoltage() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> meter("echo 'VDD_CORE_A current(7)=1.5A'", Optional.empty()).read())
        .withMessageContaining("shows no rails with voltage and current");
  }

  @Test
  void saysWhyTheProgramFailed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> meter("echo \"can't open /dev/vcio\"; exit 255", Optional.empty()).read())
        .withMessageContaining("failed with exit code 255: can't open /dev/vcio");
  }

  @Test
  void endsAProgramThatHangs() throws Exception {
    ChildCommand command =
        new ChildCommand(
            SysTree.script(folder.resolve("hangs"), "sleep 1000 & wait"), Duration.ofMillis(300));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> command.run("pmic_read_adc"))
        .withMessageContaining("has not ended after 300 ms");
    // A killed process takes a moment to go.
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ProcessHandle.current().descendants().anyMatch(PmicTest::sleeps)) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static boolean sleeps(ProcessHandle child) {
    return child.isAlive() && child.info().commandLine().orElse("").contains("sleep 1000");
  }

  private String says(String text) {
    return "cat <<'END'\n" + text + "END\n";
  }

  private Pmic meter(String body, Optional<Correction> correction) throws IOException {
    ChildCommand command =
        new ChildCommand(SysTree.script(folder.resolve("vcgencmd"), body), PATIENCE);
    return new Pmic(command, correction, new ManualClock());
  }
}
