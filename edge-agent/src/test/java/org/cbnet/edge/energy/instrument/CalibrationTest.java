package org.cbnet.edge.energy.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
  private static final Calibration FOUND =
      new Calibration("hwmon:ina219", new IdlePower(2.3145, OptionalDouble.of(0.0123)));

  @TempDir private Path folder;

  @Test
  void isReadAsItWasSaved() throws IOException {
    Path state = folder.resolve("state");
    FOUND.save(state);
    FOUND.save(state);

    assertThat(Calibration.load(state)).hasValue(FOUND);
    assertThat(Calibration.load(folder)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hwmon:ina219\n", "hwmon:ina219 2.31", "a b c\n", "\0\0\0\0"})
  void takesADamagedFileForNone(String text) throws IOException {
    Files.writeString(folder.resolve("idle-power"), text);

    assertThat(Calibration.load(folder)).isEmpty();
  }

  @Test
  void holdsForTheMeterThatWasCalibrated() {
    Optional<Calibration> found = Optional.of(FOUND);

    assertThat(Idle.of(Optional.empty(), found, "hwmon:ina219"))
        .hasValue(new Idle(FOUND.idle(), true));
    assertThat(Idle.of(Optional.empty(), found, "pmic")).isEmpty();
    assertThat(Calibration.meterOf("shelly:energy")).isEqualTo("shelly");
    assertThat(Calibration.meterOf("hwmon:ina219")).isEqualTo("hwmon:ina219");
  }

  @Test
  void givesWayToWhatTheOperatorStates() {
    IdlePower stated = IdlePower.of("2.5");

    assertThat(Idle.of(Optional.of(stated), Optional.of(FOUND), "hwmon:ina219"))
        .hasValue(new Idle(stated, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.31", "2.31+-0.02", "0", "0.000001"})
  void writesIdlePowerAsItIsRead(String text) {
    assertThat(IdlePower.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "two", "2,3", "2+-", "NaN", "1e3"})
  void refusesIdlePowerThatIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> IdlePower.of(text));
  }
}
