package org.cbnet.edge.publish;

/** An entry can't be made a record, now or ever. */
final class UnsendableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnsendableException(Exception cause) {
    super(cause);
  }
}
