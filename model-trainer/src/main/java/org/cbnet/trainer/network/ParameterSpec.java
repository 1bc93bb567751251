package org.cbnet.trainer.network;

import java.util.Objects;

/**
 * One tensor of a layer.
 *
 * @param name unique within its layer: {@code weight}, {@code bias}
 * @param size of the tensor
 * @param fanIn inputs that one output value sums over; sets the range of drawn initial values
 * @param kind how it starts and whether gradients change it
 */
public record ParameterSpec(String name, Size size, int fanIn, Kind kind) {

  /** How a tensor starts and whether it is learnt. */
  public enum Kind {
    /** Drawn at random, learnt. */
    DRAWN,
    /** Starts at 1, learnt: a normalisation's scale. */
    SCALE,
    /** Starts at 0, learnt: a normalisation's shift. */
    SHIFT,
    /** Starts at 0, follows the batches: a normalisation's running mean. */
    RUNNING_MEAN,
    /** Starts at 1, follows the batches: a normalisation's running variance. */
    RUNNING_VARIANCE;

    /** Whether gradients change it. */
    public boolean learnt() {
      return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
    }
  }

  public ParameterSpec {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(size, "size is null");
    Objects.requireNonNull(kind, "kind is null");
    if (fanIn < 1) {
      throw new IllegalArgumentException("fanIn must be at least 1: " + fanIn);
    }
  }

  /** A tensor that starts at random and is learnt. */
  public ParameterSpec(String name, Size size, int fanIn) {
    this(name, size, fanIn, Kind.DRAWN);
  }

  /** The same tensor inside a larger layer. */
  ParameterSpec within(String prefix) {
    return new ParameterSpec(prefix + name, size, fanIn, kind);
  }
}
