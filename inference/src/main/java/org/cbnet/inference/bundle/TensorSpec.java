package org.cbnet.inference.bundle;

import java.util.List;
import java.util.Objects;

/**
 * Name and shape of a float tensor of a network, without its leading batch dimension.
 *
 * @param name as in the ONNX graph
 * @param shape sizes, slowest first
 */
public record TensorSpec(String name, List<Integer> shape) {

  public TensorSpec {
    Objects.requireNonNull(name, "tensor name is null");
    Objects.requireNonNull(shape, "shape of tensor " + name + " is null");
    shape = List.copyOf(shape);
    if (shape.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "tensor %s must have sizes of at least 1: %s".formatted(name, shape));
    }
  }

  /** Number of values of one example. */
  public int elements() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
