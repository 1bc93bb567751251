package org.cbnet.edge.publish;

/** An entry was lost on its way, and with it the link; the cause is the producer's. */
final class LinkLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LinkLostException(Throwable cause) {
    super(cause);
  }
}
