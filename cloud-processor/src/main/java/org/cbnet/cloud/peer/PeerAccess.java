package org.cbnet.cloud.peer;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How instances know each other.
 *
 * @param token that they show, asked for at each question; nothing on a loopback interface without
 *     tokens
 * @param trust whom they believe to be one; nothing without TLS
 */
public record PeerAccess(Optional<Supplier<String>> token, Optional<SSLContext> trust) {
  public PeerAccess {
    Objects.requireNonNull(token, "token is null");
    Objects.requireNonNull(trust, "trust is null");
  }

  @Override
  public String toString() {
    return "PeerAccess[token=%s]".formatted(token.isPresent() ? "set" : "none");
  }
}
