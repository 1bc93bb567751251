package org.cbnet.inference.partition;

/**
 * What a layer has to do for one image, whatever computes it: what its time is predicted from.
 *
 * @param macs multiply-accumulates
 * @param patches values under the kernel, summed over its places: of a convolution {@code macs}
 *     over the output channels, of a pool the values that it compares or sums
 * @param elements values read and made, weights not counted
 * @param weights of a convolution or product
 */
public record LayerWork(long macs, long patches, long elements, long weights) {
  public LayerWork {
    if (macs < 0 || patches < 0 || elements < 0 || weights < 0) {
      throw new IllegalArgumentException(
          "work must be >= 0: %d macs, %d patches, %d elements, %d weights"
              .formatted(macs, patches, elements, weights));
    }
  }
}
