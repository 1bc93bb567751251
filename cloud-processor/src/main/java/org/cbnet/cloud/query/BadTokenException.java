package org.cbnet.cloud.query;

/** A page was asked for with what is not the 'next' of the same question. */
public final class BadTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadTokenException(String parameter, String token) {
    super(
        "%s must be the 'next' of a page with the same other parameters: '%s'"
            .formatted(parameter, token));
  }
}
