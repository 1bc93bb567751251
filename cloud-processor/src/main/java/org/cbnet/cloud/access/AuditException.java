package org.cbnet.cloud.access;

/** A change could not be written down: whoever asked for it asks again. */
public final class AuditException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditException(Throwable cause) {
    super("the audit topic does not take entries: %s".formatted(cause.getMessage()), cause);
  }
}
