package org.cbnet.trainer.network;

import java.util.Objects;

/**
 * The same values in other dimensions, for example flat before a {@link Linear} layer.
 *
 * @param target size of the output
 */
public record Reshape(Size target) implements Layer {
  public Reshape {
    Objects.requireNonNull(target, "target is null");
  }

  /** To one dimension. */
  public static Reshape flat(int elements) {
    return new Reshape(Size.of(elements));
  }

  @Override
  public Size output(Size input) {
    if (input.elements() != target.elements()) {
      throw new IllegalArgumentException(this + " can't take " + input);
    }
    return target;
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.reshape(this);
  }
}
