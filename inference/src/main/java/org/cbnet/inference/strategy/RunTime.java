package org.cbnet.inference.strategy;

/** What running something takes, nearer to its slow runs than to its quick ones. One thread. */
final class RunTime {
  private static final double UP = 0.5;
  private static final double DOWN = 0.05;
  private double nanos;

  void add(long took) {
    nanos = nanos == 0 ? took : nanos + (took > nanos ? UP : DOWN) * (took - nanos);
  }

  /** 0 before the first. */
  long nanos() {
    return (long) nanos;
  }
}
