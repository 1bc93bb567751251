package org.cbnet.edge.energy.instrument;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people write them. */
final class Decimals {
  private static final int PLACES = 9;

  private Decimals() {}

  /** Without an exponent and without zeros at its end. */
  static String plain(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(PLACES, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** The unit of the last place that a number was written with: 0.1 for 4.2. */
  static double step(BigDecimal written) {
    return written.scale() <= 0 ? 1 : Math.pow(10, -written.scale());
  }
}
