package org.cbnet.inference.partition;

import java.util.List;
import java.util.Objects;

/**
 * A tensor that crosses a cut, for one image.
 *
 * @param name in the graph: an output of the head and an input of the tail
 * @param type of its values
 * @param shape sizes, slowest first, the batch of 1 included where the graph has one; empty for a
 *     single value
 */
public record CutTensor(String name, ElementType type, List<Integer> shape) {
  public CutTensor {
    Objects.requireNonNull(name, "tensor name is null");
    Objects.requireNonNull(type, "type of tensor " + name + " is null");
    shape = List.copyOf(shape);
    if (name.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "tensor '%s' must have a name and sizes of at least 1: %s".formatted(name, shape));
    }
  }

  /** Number of values. */
  public int elements() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Bytes of the values as they are, neither quantised nor compressed. */
  public long bytes() {
    return (long) elements() * type.bytes();
  }
}
