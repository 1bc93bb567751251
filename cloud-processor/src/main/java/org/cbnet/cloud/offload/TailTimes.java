package org.cbnet.cloud.offload;

/**
 * What a tail takes lately: exponentially weighted means over its runs. Safe for several threads.
 */
final class TailTimes {
  // The last five runs weigh two thirds: other load comes and goes within some runs.
  private static final double WEIGHT = 0.2;

  private double runNanos;
  private double imageNanos;

  /**
   * @param firstNanos of a run with one image
   */
  TailTimes(long firstNanos) {
    this.runNanos = firstNanos;
    this.imageNanos = firstNanos;
  }

  synchronized void ran(int images, long nanos) {
    runNanos += WEIGHT * (nanos - runNanos);
    imageNanos += WEIGHT * ((double) nanos / images - imageNanos);
  }

  /** From a request that is taken up to its answer, whatever runs with it. */
  synchronized long runNanos() {
    return (long) runNanos;
  }

  /** What a request adds to the work. */
  synchronized long imageNanos() {
    return (long) imageNanos;
  }
}
