package org.cbnet.inference.partition;

import java.util.List;
import java.util.Objects;

/**
 * Neighbouring steps of a network that the runtime computes as one, such as {@code Conv - Add -
 * Relu}. No cut lies within a layer.
 *
 * @param number from 0, in the network's order
 * @param name the tensor that its last step makes
 * @param kind by its first step
 * @param operators of its steps, in order
 * @param inputs that it reads, made by earlier layers or the image
 * @param outputs that later layers read; nothing where it makes the network's output
 * @param work of all its steps
 * @param firstCut number of the first cut whose head has it; tails of the cuts before have it
 */
public record Layer(
    int number,
    String name,
    LayerKind kind,
    List<String> operators,
    List<CutTensor> inputs,
    List<CutTensor> outputs,
    LayerWork work,
    int firstCut) {
  public Layer {
    Objects.requireNonNull(name, "name of layer " + number + " is null");
    Objects.requireNonNull(kind, "kind of layer " + name + " is null");
    Objects.requireNonNull(work, "work of layer " + name + " is null");
    operators = List.copyOf(operators);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (number < 0 || firstCut < 1) {
      throw new IllegalArgumentException(
          "layer %s: number must be >= 0 and the first cut >= 1: %d, %d"
              .formatted(name, number, firstCut));
    }
  }
}
