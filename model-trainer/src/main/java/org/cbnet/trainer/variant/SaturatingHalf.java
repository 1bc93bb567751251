package org.cbnet.trainer.variant;

import ai.onnxruntime.platform.Fp16Conversions;

/**
 * Weights as IEEE 754 binary16, by ONNX Runtime's conversions; what is too large is cut off instead
 * of becoming infinite, so that one outlier does not spoil all logits.
 */
final class SaturatingHalf {
  /** The largest finite value. */
  private static final float MAX = 65_504f;

  private SaturatingHalf() {}

  /** The nearest half-precision number, ties to the even one; finite values stay finite. */
  static short bits(float value) {
    boolean finite = Math.abs(value) <= Float.MAX_VALUE;
    return Fp16Conversions.floatToFp16(finite ? Math.max(-MAX, Math.min(value, MAX)) : value);
  }

  /** The value of a half-precision number; exact. */
  static float value(short bits) {
    return Fp16Conversions.fp16ToFloat(bits);
  }
}
