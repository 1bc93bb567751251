package org.cbnet.edge.steering;

/** An answer of the cloud that changes nothing; the message says why. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean signed;

  /**
   * @param signed whether the cloud's key made it for this device, so that asking again is no use
   */
  RefusedException(String reason, boolean signed) {
    super(reason);
    this.signed = signed;
  }

  boolean signed() {
    return signed;
  }
}
