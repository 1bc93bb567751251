package org.cbnet.trainer.network;

/** Logistic function, to 0..1. */
public record Sigmoid() implements Layer {
  @Override
  public Size output(Size input) {
    return input;
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.sigmoid(this);
  }
}
