package org.cbnet.cloud.http;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.access.Token;
import org.cbnet.cloud.access.TokenHash;
import org.cbnet.cloud.access.Tokens;

/** Tokens in memory. */
final class TestTokens implements Tokens {
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  /** Makes one; returns what its owner shows. */
  String add(Role role) {
    return add(new Principal(role.id(), role, role == Role.DEVICE ? "pi-1" : null));
  }

  String add(Principal principal) {
    String text = "cbnet~%s~%s".formatted(principal.name(), "s".repeat(43));
    tokens.put(principal.name(), new Token(principal, TokenHash.of(text), Instant.MAX));
    return text;
  }

  void revoke(Role role) {
    tokens.remove(role.id());
  }

  @Override
  public boolean required() {
    return true;
  }

  @Override
  public Optional<Token> find(String name) {
    return Optional.ofNullable(tokens.get(name));
  }
}
