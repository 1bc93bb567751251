package org.cbnet.inference.bundle;

/**
 * Size of a network's work, counted from its layers.
 *
 * @param macs multiply-accumulates of one image through every layer, biases not counted; null where
 *     nobody can tell, as for an imported graph with operators that are not known here
 * @param parameters trained values
 */
public record Cost(Long macs, long parameters) {
  public Cost {
    if ((macs != null && macs < 0) || parameters < 0) {
      throw new IllegalArgumentException(
          "macs and parameters must be >= 0: %d, %d".formatted(macs, parameters));
    }
  }
}
