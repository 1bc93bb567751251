package org.cbnet.trainer.network;

import java.util.Arrays;
import java.util.List;

/**
 * Sizes of one example of a tensor, slowest dimension first, without the batch.
 *
 * @param dimensions each at least 1
 */
public record Size(List<Integer> dimensions) {
  public Size {
    dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty() || dimensions.stream().anyMatch(dimension -> dimension < 1)) {
      throw new IllegalArgumentException("every dimension must be at least 1: " + dimensions);
    }
  }

  public static Size of(int... dimensions) {
    return new Size(Arrays.stream(dimensions).boxed().toList());
  }

  public int rank() {
    return dimensions.size();
  }

  public int get(int index) {
    return dimensions.get(index);
  }

  /** Number of values. */
  public int elements() {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }

  /** These sizes with another one in front: a batch, or a weight's outputs. */
  public long[] withLeading(long first) {
    long[] sizes = new long[rank() + 1];
    sizes[0] = first;
    for (int i = 0; i < rank(); i++) {
      sizes[i + 1] = get(i);
    }
    return sizes;
  }

  /** All sizes as a tensor library takes them. */
  public long[] toArray() {
    return dimensions.stream().mapToLong(Integer::longValue).toArray();
  }

  @Override
  public String toString() {
    return dimensions.toString();
  }
}
