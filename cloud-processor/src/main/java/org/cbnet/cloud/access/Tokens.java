package org.cbnet.cloud.access;

import java.util.Optional;

/** The tokens that there are. Safe for several threads. */
public interface Tokens {
  /** None, nor will there be any: whoever reaches the loopback interface is an administrator. */
  Tokens NONE =
      new Tokens() {
        @Override
        public boolean required() {
          return false;
        }

        @Override
        public Optional<Token> find(String name) {
          return Optional.empty();
        }
      };

  /** Whether callers must show one: from the first on that was ever made. */
  boolean required();

  /** The token of that name, where it is valid now: neither expired nor revoked. */
  Optional<Token> find(String name);

  /** The token that somebody shows, where it is valid now. */
  default Optional<Token> verify(String text) {
    return TokenText.of(text)
        .flatMap(shown -> find(shown.name()).filter(token -> token.hash().matches(shown.hash())));
  }

  /** The token that was verified before, where it is still valid and still the same. */
  default Optional<Token> again(Token before) {
    return find(before.principal().name()).filter(token -> token.hash().matches(before.hash()));
  }
}
