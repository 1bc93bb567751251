package org.cbnet.trainer.network;

import java.util.Objects;

/**
 * One trained tensor of a layer.
 *
 * @param name unique within its layer: {@code weight}, {@code bias}
 * @param size of the tensor
 * @param fanIn inputs that one output value sums over; sets the range of the initial values
 */
public record ParameterSpec(String name, Size size, int fanIn) {
  public ParameterSpec {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(size, "size is null");
    if (fanIn < 1) {
      throw new IllegalArgumentException("fanIn must be at least 1: " + fanIn);
    }
  }
}
