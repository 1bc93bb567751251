package org.cbnet.edge.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A configuration as text: every key in order, one a line, itself a valid configuration file.
 *
 * <p>Secrets are hidden, in the text and thereby in its hash: a hash that leaves the device must
 * not help to guess a password.
 *
 * @param text every key with its value
 * @param hash SHA-256 of the text, lower-case hex: the {@code configHash} of the wire
 */
public record EffectiveConfig(String text, String hash) {
  private static final Pattern SECRET = Pattern.compile(".*(password|secret|jaas|token|\\.key).*");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+][A-Za-z0-9_./:,@+-]*");

  public static EffectiveConfig of(AgentConfig config) {
    String text =
        ConfigKeys.values(config).entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
    return new EffectiveConfig(text, sha256(text));
  }

  private static String line(String key, String value) {
    if (value.isEmpty()) {
      return key + ":\n";
    }
    String shown = SECRET.matcher(key).matches() ? "(hidden)" : value;
    return "%s: %s\n".formatted(key, PLAIN.matcher(shown).matches() ? shown : quoted(shown));
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
