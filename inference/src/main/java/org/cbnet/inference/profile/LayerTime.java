package org.cbnet.inference.profile;

import java.util.List;
import java.util.Objects;
import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.LayerWork;

/**
 * What a layer takes alone, as a graph of its own.
 *
 * @param name see {@code Layer.name()}
 * @param kind its law
 * @param operators of its steps
 * @param firstCut number of the first cut whose head has it
 * @param work what it does
 * @param alone with the call, which every graph pays once
 */
public record LayerTime(
    String name,
    LayerKind kind,
    List<String> operators,
    int firstCut,
    LayerWork work,
    Timing alone) {
  public LayerTime {
    Objects.requireNonNull(name, "layer name is null");
    Objects.requireNonNull(kind, "kind of layer " + name + " is null");
    Objects.requireNonNull(work, "work of layer " + name + " is null");
    Objects.requireNonNull(alone, "time of layer " + name + " is null");
    operators = List.copyOf(operators);
    if (firstCut < 1) {
      throw new IllegalArgumentException(
          "first cut of layer %s must be >= 1: %d".formatted(name, firstCut));
    }
  }

  /**
   * What it adds to a graph.
   *
   * @param call what a graph takes that does nothing
   */
  public long addedNanos(Timing call) {
    return Math.max(0, alone.medianNanos() - call.medianNanos());
  }
}
