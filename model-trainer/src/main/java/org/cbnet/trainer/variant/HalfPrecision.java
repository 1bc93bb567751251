package org.cbnet.trainer.variant;

/**
 * Numbers of IEEE 754 binary16: 1 bit sign, 5 bits exponent (bias 15), 10 bits fraction. Java 17
 * has no conversion of its own.
 */
final class HalfPrecision {
  /** The largest finite value; weights beyond it are cut off there instead of becoming infinite. */
  static final float MAX = 65_504f;

  private static final int SIGN = 0x8000;
  private static final int INFINITY = 0x7c00;
  private static final int QUIET_NAN = 0x7e00;
  private static final int FRACTION_BITS = 10;
  private static final int BIAS = 15;

  private HalfPrecision() {}

  /** The nearest half-precision number, ties to the even one; finite values stay finite. */
  static short bits(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & SIGN;
    if (Float.isNaN(value)) {
      return (short) (sign | QUIET_NAN);
    }
    if (Float.isInfinite(value)) {
      return (short) (sign | INFINITY);
    }
    float magnitude = Math.min(Math.abs(value), MAX);
    // Below the least normal number the spacing stays the same.
    int exponent = Math.max(Math.getExponent(magnitude), 1 - BIAS);
    // Scaling by a power of two is exact in double, so rint rounds once.
    long steps = (long) Math.rint(Math.scalb((double) magnitude, FRACTION_BITS - exponent));
    // A fraction that rounds up to the next power of two carries into the exponent by itself.
    return (short) (sign | (int) (steps + ((long) (exponent + BIAS - 1) << FRACTION_BITS)));
  }

  /** The value of a half-precision number; exact. */
  static float value(short bits) {
    int exponent = bits >> FRACTION_BITS & 0x1f;
    int fraction = bits & (1 << FRACTION_BITS) - 1;
    float sign = bits < 0 ? -1 : 1;
    if (exponent == 0x1f) {
      return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
    }
    int implicit = exponent == 0 ? 0 : 1 << FRACTION_BITS;
    int power = Math.max(exponent, 1) - BIAS - FRACTION_BITS;
    return sign * Math.scalb((float) (implicit + fraction), power);
  }
}
