package org.cbnet.trainer.variant;

/**
 * How an activation is stored in 8 bits: {@code value = scale * (code - zeroPoint)}, code 0..255.
 *
 * @param scale above 0
 * @param zeroPoint the code of 0, so that padding and ReLU are exact
 */
record Affine(float scale, int zeroPoint) {
  private static final int CODES = 255;

  Affine {
    if (!(scale > 0 && Float.isFinite(scale))) {
      throw new IllegalArgumentException("scale must be finite and above 0: " + scale);
    }
    if (zeroPoint < 0 || zeroPoint > CODES) {
      throw new IllegalArgumentException("zeroPoint must be 0..255: " + zeroPoint);
    }
  }

  /** Covers a range, widened to hold 0. */
  static Affine covering(double low, double high) {
    double least = Math.min(low, 0);
    double most = Math.max(high, 0);
    float scale = (float) ((most - least) / CODES);
    // A tensor that is always 0 needs some scale; any will do.
    if (!(scale >= Float.MIN_NORMAL)) {
      return new Affine(1, 0);
    }
    return new Affine(scale, (int) Math.min(CODES, Math.round(-least / scale)));
  }
}
