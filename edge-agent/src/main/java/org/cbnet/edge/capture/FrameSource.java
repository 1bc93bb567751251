package org.cbnet.edge.capture;

import java.time.Duration;

/** Where frames come from. Used by one thread, which owns it and closes it. */
public interface FrameSource extends AutoCloseable {

  /**
   * The next frame, waiting for it at most so long; after {@link Capture.Empty#END} always that.
   *
   * @throws InterruptedException where the thread is interrupted while it waits
   */
  Capture poll(Duration timeout) throws InterruptedException;

  @Override
  void close();
}
