package org.cbnet.trainer.network;

import ai.onnxruntime.platform.Fp16Conversions;

/** Rounding to IEEE 754 binary16, with ONNX Runtime's conversions. */
final class HalfPrecision {
  private static final float LARGEST = 65_504;

  private HalfPrecision() {}

  /** The nearest values that half precision holds. */
  static float[] rounded(float[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(values[i]) > LARGEST) {
        throw new IllegalArgumentException(
            "half precision holds up to %s: %s".formatted(LARGEST, values[i]));
      }
      rounded[i] = Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16(values[i]));
    }
    return rounded;
  }
}
