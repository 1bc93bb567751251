package org.cbnet.cloud.access;

/** There is a valid token of that name. */
public final class TokenExistsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TokenExistsException(String name) {
    super(
        "token '%s' exists: choose another name, or revoke it (./cbnet admin token revoke --name %s)"
            .formatted(name, name));
  }
}
