package org.cbnet.trainer.network;

import java.util.List;

/**
 * Convolution with a square kernel, zero padding and a bias.
 *
 * @param in input channels
 * @param out output channels
 * @param kernel rows and columns
 * @param stride step in both directions
 * @param padding zeros on every side
 */
public record Conv(int in, int out, int kernel, int stride, int padding) implements Layer {
  public Conv {
    if (in < 1 || out < 1 || kernel < 1 || stride < 1 || padding < 0) {
      throw new IllegalArgumentException(
          "channels, kernel and stride must be at least 1, padding 0: %d, %d, %d, %d, %d"
              .formatted(in, out, kernel, stride, padding));
    }
  }

  @Override
  public Size output(Size input) {
    if (input.rank() != 3 || input.get(0) != in) {
      throw new IllegalArgumentException(this + " can't take " + input);
    }
    return Size.of(out, slide(input.get(1)), slide(input.get(2)));
  }

  @Override
  public long macs(Size input) {
    return (long) output(input).elements() * fanIn();
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec("weight", Size.of(out, in, kernel, kernel), fanIn()),
        new ParameterSpec("bias", Size.of(out), fanIn()));
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.conv(this);
  }

  private int fanIn() {
    return in * kernel * kernel;
  }

  private int slide(int length) {
    return (length + 2 * padding - kernel) / stride + 1;
  }
}
