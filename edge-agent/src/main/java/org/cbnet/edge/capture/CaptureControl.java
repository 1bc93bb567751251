package org.cbnet.edge.capture;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How capture is to go on, changed while it goes. Safe for several threads. */
public final class CaptureControl {
  // All guarded by "this".
  private double framesPerSecond;
  private boolean stopped;

  /**
   * @param framesPerSecond 0 for as fast as frames come
   */
  public CaptureControl(double framesPerSecond) {
    this.framesPerSecond = framesPerSecond;
  }

  /** From the next frame on. */
  public synchronized void set(double newFramesPerSecond, boolean newStopped) {
    framesPerSecond = newFramesPerSecond;
    stopped = newStopped;
    notifyAll();
  }

  public synchronized double framesPerSecond() {
    return framesPerSecond;
  }

  public synchronized boolean stopped() {
    return stopped;
  }

  /** Waits so long, or until something is set. */
  synchronized void await(Duration timeout) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, timeout.toNanos()));
  }
}
