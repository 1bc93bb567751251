package org.cbnet.inference.planning;

/** Exponentially weighted mean, plain mean while there are few values. One thread. */
final class Average {
  private final double leastShare;
  private double value;
  private long count;

  /**
   * @param leastShare weight of the newest value once there are many, 0..1
   */
  Average(double leastShare) {
    this.leastShare = leastShare;
  }

  void add(double next) {
    count++;
    value += Math.max(leastShare, 1.0 / count) * (next - value);
  }

  boolean isKnown() {
    return count > 0;
  }

  long count() {
    return count;
  }

  double get() {
    return value;
  }
}
