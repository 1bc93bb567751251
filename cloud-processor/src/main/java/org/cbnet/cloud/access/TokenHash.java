package org.cbnet.cloud.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What is kept of a token: one of 256 random bits can't be guessed from its SHA-256, so nothing
 * slower is needed.
 *
 * @param hex of the hash, 64 lower-case digits
 */
public record TokenHash(String hex) {

  public TokenHash {
    Objects.requireNonNull(hex, "hex is null");
  }

  /** Of a token as it is shown. */
  public static TokenHash of(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return new TokenHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether it is the same one, in a time that does not tell where they differ. */
  boolean matches(TokenHash other) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
  }
}
