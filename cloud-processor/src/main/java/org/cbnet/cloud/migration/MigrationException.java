package org.cbnet.cloud.migration;

/** State can't be exported or imported; the message names what is wrong and the remedy. */
public final class MigrationException extends Exception {
  private static final long serialVersionUID = 1;

  MigrationException(String message) {
    super(message);
  }

  MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
