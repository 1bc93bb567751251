package org.cbnet.trainer.network;

/**
 * Largest value of each square window; windows do not overlap, and one that hangs over the edge
 * counts (ceil mode, Chainer's {@code cover_all}, without which BranchyNet's sizes do not come
 * out).
 *
 * @param window rows, columns and step
 */
public record MaxPool(int window) implements Layer {
  public MaxPool {
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1: " + window);
    }
  }

  @Override
  public Size output(Size input) {
    if (input.rank() != 3) {
      throw new IllegalArgumentException(this + " can't take " + input);
    }
    return Size.of(input.get(0), slide(input.get(1)), slide(input.get(2)));
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.maxPool(this);
  }

  private int slide(int length) {
    return (length + window - 1) / window;
  }
}
