package org.cbnet.edge;

/** What was asked for can't be done as it was asked; one line for whoever asked. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
