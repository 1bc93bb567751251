package org.cbnet.trainer.network;

/** Negative values become 0. */
public record Relu() implements Layer {
  @Override
  public Size output(Size input) {
    return input;
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.relu(this);
  }
}
