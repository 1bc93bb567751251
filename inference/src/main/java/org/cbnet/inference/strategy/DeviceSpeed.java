package org.cbnet.inference.strategy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Makes a machine look like a slower device: what was computed takes so many times as long.
 *
 * <p>An emulation, and labelled so wherever its figures show: it spins, so caches and memory are
 * this machine's. Stretched is the thread's processor time and not the clock's: where something
 * else had the processor for 10 ms, a device of a fortieth of the speed would not have been without
 * it for 400 ms. It never sleeps meanwhile, as a device that computes does not: a processor that
 * slept begins its next frame with cold caches, and that would be stretched too. So an emulated
 * device needs a processor to itself, and its processor time is that of the slower device.
 *
 * @param factor how many times as long, 1 for the machine as it is
 */
public record DeviceSpeed(double factor) {

  /** The machine as it is. */
  public static final DeviceSpeed OWN = new DeviceSpeed(1);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final boolean KNOWS_PROCESSOR_TIME = THREADS.isCurrentThreadCpuTimeSupported();

  /**
   * When something began on this thread.
   *
   * @param nanos as {@link System#nanoTime} tells time
   * @param processorNanos that the thread had used until then
   */
  record Begun(long nanos, long processorNanos) {}

  public DeviceSpeed {
    if (!(factor >= 1 && factor <= 1000)) {
      throw new IllegalArgumentException("device speed factor must be in [1, 1000]: " + factor);
    }
  }

  /** Whether times are not this machine's own. */
  public boolean isEmulated() {
    return factor > 1;
  }

  /** Notes that something begins on this thread. */
  Begun begin() {
    return new Begun(System.nanoTime(), isEmulated() ? processorNanos() : 0);
  }

  /** Waits until what began, on the same thread, has taken its time. */
  void stretch(Begun begun) {
    if (!isEmulated()) {
      return;
    }
    long now = System.nanoTime();
    // Where the processor's clock is the coarser one it may be ahead.
    long computed = Math.min(processorNanos() - begun.processorNanos(), now - begun.nanos());
    long end = now + (long) ((factor - 1) * computed);
    while (end - System.nanoTime() > 0) {
      Thread.onSpinWait();
    }
  }

  private static long processorNanos() {
    return KNOWS_PROCESSOR_TIME ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }
}
