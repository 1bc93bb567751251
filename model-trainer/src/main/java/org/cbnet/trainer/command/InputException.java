package org.cbnet.trainer.command;

/** What the user asked for can't be; the message names the value and the remedy. */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }
}
