package org.cbnet.cloud.access;

import java.time.Instant;
import java.util.Objects;

/**
 * A token that is valid now.
 *
 * @param principal whose it is
 * @param hash what is kept of it
 * @param expires not valid from then on
 */
public record Token(Principal principal, TokenHash hash, Instant expires) {

  public Token {
    Objects.requireNonNull(principal, "principal is null");
    Objects.requireNonNull(hash, "hash is null");
    Objects.requireNonNull(expires, "expires is null");
  }
}
