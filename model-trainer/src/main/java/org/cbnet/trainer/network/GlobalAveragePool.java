package org.cbnet.trainer.network;

/** Mean of each channel; what comes out is flat. */
public record GlobalAveragePool() implements Layer {
  @Override
  public Size output(Size input) {
    if (input.rank() != 3) {
      throw new IllegalArgumentException(this + " can't take " + input);
    }
    return Size.of(input.get(0));
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.globalAveragePool(this);
  }
}
