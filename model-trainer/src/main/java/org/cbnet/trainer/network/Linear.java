package org.cbnet.trainer.network;

import java.util.List;

/**
 * Fully connected layer with a bias; takes a flat input.
 *
 * @param in input values
 * @param out output values
 */
public record Linear(int in, int out) implements Layer {
  public Linear {
    if (in < 1 || out < 1) {
      throw new IllegalArgumentException(
          "in and out must be at least 1: %d, %d".formatted(in, out));
    }
  }

  @Override
  public Size output(Size input) {
    if (input.rank() != 1 || input.get(0) != in) {
      throw new IllegalArgumentException(this + " can't take " + input);
    }
    return Size.of(out);
  }

  @Override
  public long macs(Size input) {
    return (long) in * out;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec("weight", Size.of(out, in), in),
        new ParameterSpec("bias", Size.of(out), in));
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.linear(this);
  }
}
