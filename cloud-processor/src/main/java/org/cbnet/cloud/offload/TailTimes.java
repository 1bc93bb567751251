package org.cbnet.cloud.offload;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What a tail takes lately: exponentially weighted means over its runs. Safe for several threads.
 *
 * <p>Requests whose budget is shorter are refused, so a mean that a slow moment has made too long
 * would never be set right: what no run has confirmed for {@link #STALE_NANOS} does not count, and
 * the tail has the time that it took at first until its next run.
 */
final class TailTimes {
  // The last five runs weigh two thirds: other load comes and goes within some runs.
  private static final double WEIGHT = 0.2;

  // A tail that really is too slow is run in vain once in so long.
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long firstNanos;
  private final LongSupplier nanos;
  private long ranNanos;
  private double runNanos;
  private double imageNanos;

  /**
   * @param firstNanos of a run with one image
   * @param nanos monotonic clock, nanoseconds
   */
  TailTimes(long firstNanos, LongSupplier nanos) {
    this.firstNanos = firstNanos;
    this.nanos = nanos;
    this.ranNanos = nanos.getAsLong();
    this.runNanos = firstNanos;
    this.imageNanos = firstNanos;
  }

  synchronized void ran(int images, long tookNanos) {
    ranNanos = nanos.getAsLong();
    runNanos += WEIGHT * (tookNanos - runNanos);
    imageNanos += WEIGHT * ((double) tookNanos / images - imageNanos);
  }

  /** From a request that is taken up to its answer, whatever runs with it. */
  synchronized long runNanos() {
    boolean stale = nanos.getAsLong() - ranNanos > STALE_NANOS;
    return stale ? Math.min(firstNanos, (long) runNanos) : (long) runNanos;
  }

  /** What a request adds to the work. */
  synchronized long imageNanos() {
    return (long) imageNanos;
  }
}
