package org.cbnet.edge.clock;

import org.cbnet.edge.clock.KernelClock.KernelClockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Synced where the kernel says so; where it can't be asked, where something else does. */
final class KernelSync implements ClockSync {
  private static final Logger LOG = LoggerFactory.getLogger(KernelSync.class);

  private final KernelClock kernel;
  private final ClockSync otherwise;
  private volatile boolean kernelFailed;

  KernelSync(KernelClock kernel, ClockSync otherwise) {
    this.kernel = kernel;
    this.otherwise = otherwise;
  }

  @Override
  public boolean synced() {
    if (!kernelFailed) {
      try {
        return kernel.read().synced();
      } catch (KernelClockException e) {
        // What forbids the call or lacks the library does so until the process ends.
        kernelFailed = true;
        LOG.atWarn()
            .addKeyValue("reason", e.getMessage())
            .log("the kernel does not tell of its clock, the marker file of timesyncd does");
      }
    }
    return otherwise.synced();
  }
}
