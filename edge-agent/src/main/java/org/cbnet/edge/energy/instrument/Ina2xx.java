package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The monitors that the driver knows, with the limits that their data sheets state (TI SBOS448
 * INA219, SBOS547 INA226, SBOS601 INA230, SBOS644 INA231, SBOS656 INA260): gain of current and of
 * bus voltage, the current's zero. All but the INA260 measure over a resistor on the board, for
 * which boards commonly state 1 %; it outweighs the rest.
 */
enum Ina2xx {
  INA219(0.01, 0.01, 100e-6, 20, 100, true),
  INA226(0.001, 0.001, 10e-6, 25, 400, true),
  INA230(0.005, 0.005, 50e-6, 25, 400, true),
  INA231(0.005, 0.005, 50e-6, 25, 400, true),
  INA260(0.005, 0.001, 5e-3, 0, 0, false);

  private static final double SHUNT_TOLERANCE = 0.01;
  private static final double SUPPLY_VOLTS = 5;
  private static final double INA260_STEP_WATTS = 0.01;

  private final double currentGain;
  private final double voltageGain;
  private final double zero;
  private final int powerFactor;
  private final int shuntDivisor;
  private final boolean outerShunt;

  /**
   * @param zero volts over the shunt, or amperes where the shunt is inside
   * @param powerFactor steps of power to one of current, as the driver sets the chip
   * @param shuntDivisor steps of the shunt's voltage in 1 mV, as the driver has it
   */
  Ina2xx(
      double currentGain,
      double voltageGain,
      double zero,
      int powerFactor,
      int shuntDivisor,
      boolean outerShunt) {
    this.currentGain = currentGain;
    this.voltageGain = voltageGain;
    this.zero = zero;
    this.powerFactor = powerFactor;
    this.shuntDivisor = shuntDivisor;
    this.outerShunt = outerShunt;
  }

  static Optional<Ina2xx> of(String name) {
    return Arrays.stream(values()).filter(chip -> chip.id().equals(name)).findFirst();
  }

  static String ids() {
    return Arrays.stream(values()).map(Ina2xx::id).collect(Collectors.joining(", "));
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is stated of this monitor with the resistor that the driver was told. */
  Accuracy accuracy(Path monitor) throws IOException {
    if (!outerShunt) {
      return new Accuracy(
          OptionalDouble.of(Accuracy.ofLimit(Math.hypot(currentGain, voltageGain))),
          Accuracy.ofLimit(zero * SUPPLY_VOLTS),
          INA260_STEP_WATTS,
          0);
    }
    double shuntOhms = SysFile.number(monitor.resolve("shunt_resistor")) * 1e-6;
    if (!(shuntOhms > 0)) {
      throw new IOException("%s/shunt_resistor must be above 0".formatted(monitor));
    }
    double stepAmperes = 1e-3 / (shuntDivisor * shuntOhms);
    double gain = Math.hypot(SHUNT_TOLERANCE, Math.hypot(currentGain, voltageGain));
    return new Accuracy(
        OptionalDouble.of(Accuracy.ofLimit(gain)),
        Accuracy.ofLimit(zero / shuntOhms * SUPPLY_VOLTS),
        stepAmperes * powerFactor,
        0);
  }
}
