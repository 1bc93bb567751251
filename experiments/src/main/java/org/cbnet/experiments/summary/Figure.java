package org.cbnet.experiments.summary;

/**
 * A figure and how sure it is.
 *
 * @param value the estimate
 * @param low lower end of the 95 % interval
 * @param high upper end
 */
public record Figure(double value, double low, double high) {
  public Figure {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low must be <= high: %s, %s".formatted(low, high));
    }
  }

  /** Half the interval's width as a share of the value. */
  public double relativeHalfWidth() {
    return (high - low) / 2 / Math.abs(value);
  }
}
