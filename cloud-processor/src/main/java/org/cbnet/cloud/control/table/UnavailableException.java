package org.cbnet.cloud.control.table;

/** A table can't be read yet, or a write did not come through: the same again may do soon. */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnavailableException(String message) {
    super(message);
  }

  UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
