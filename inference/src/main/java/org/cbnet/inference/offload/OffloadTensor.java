package org.cbnet.inference.offload;

import java.util.List;
import java.util.Objects;
import org.cbnet.inference.feature.EncodedTensor;

/**
 * A tensor on its way to the cloud.
 *
 * @param name in the graph
 * @param shape sizes, slowest first, batch included
 * @param values its elements, coded
 */
public record OffloadTensor(String name, List<Integer> shape, EncodedTensor values) {
  public OffloadTensor {
    Objects.requireNonNull(name, "tensor name is null");
    Objects.requireNonNull(values, "values of tensor " + name + " are null");
    shape = List.copyOf(shape);
  }
}
