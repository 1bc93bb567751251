package org.cbnet.inference.partition;

/** A model can't be cut; the message says what is in the way and the remedy. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
