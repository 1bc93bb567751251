package org.cbnet.cloud.control.desired;

/** The registry says that a device is not to be steered. */
public final class NotServedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotServedException(String message) {
    super(message);
  }
}
