package org.cbnet.cloud.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as it is shown: {@code cbnet~NAME~SECRET}, so that people and scanners for secrets see
 * what it is.
 *
 * @param name under which it is kept
 * @param text all of it
 */
public record TokenText(String name, String text) {
  private static final int SECRET_BYTES = 32;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern TEXT =
      Pattern.compile("cbnet~([A-Za-z0-9._-]{1,64})~[A-Za-z0-9_-]{43}");

  public TokenText {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(text, "text is null");
  }

  /** Whether a token may be called so. */
  public static boolean mayBeCalled(String name) {
    return NAME.matcher(name).matches();
  }

  /** One that nobody has. */
  static TokenText fresh(String name, SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String shown = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new TokenText(name, "cbnet~%s~%s".formatted(name, shown));
  }

  /** What somebody shows; nothing where it is no token at all. */
  static Optional<TokenText> of(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new TokenText(matcher.group(1), text))
        : Optional.empty();
  }

  /** What is kept of it. */
  TokenHash hash() {
    return TokenHash.of(text);
  }

  @Override
  public String toString() {
    return "token " + name;
  }
}
