package org.cbnet.inference.bundle;

/**
 * Size of a network's work, counted from its layers.
 *
 * @param macs multiply-accumulates of one image through every layer, biases not counted
 * @param parameters trained values
 */
public record Cost(long macs, long parameters) {
  public Cost {
    if (macs < 0 || parameters < 0) {
      throw new IllegalArgumentException(
          "macs and parameters must be >= 0: %d, %d".formatted(macs, parameters));
    }
  }
}
