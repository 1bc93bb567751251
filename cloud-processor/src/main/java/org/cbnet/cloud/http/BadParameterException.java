package org.cbnet.cloud.http;

/** A parameter of a request is not what it may be. */
final class BadParameterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadParameterException(String message) {
    super(message);
  }
}
