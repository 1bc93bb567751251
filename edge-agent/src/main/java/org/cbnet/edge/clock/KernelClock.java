package org.cbnet.edge.clock;

/** Asks the kernel what it knows of its wall clock. */
@FunctionalInterface
interface KernelClock {

  /** State and status as adjtimex(2) tells them. */
  KernelTime read() throws KernelClockException;

  /** The kernel can't be asked. */
  final class KernelClockException extends Exception {
    private static final long serialVersionUID = 1L;

    KernelClockException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
