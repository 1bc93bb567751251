package org.cbnet.edge.offload;

/** A line can't be had, or is no more; the message is one line for the log. */
final class LineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LineException(String message) {
    super(message);
  }
}
