package org.cbnet.edge.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A configuration as text: every key in order, one a line, itself a valid configuration file.
 *
 * <p>The hash is what the cloud groups by, so that devices which are set up alike have the same
 * one. It leaves out what tells one device from another and what the wire says by itself: identity,
 * place, board, links, run, health pages, and the bundle's path, for which the model's hash stands.
 *
 * <p>Secrets are hidden, in the text and thereby in its hash: a hash that leaves the device must
 * not help to guess a password.
 *
 * @param text every key with its value
 * @param hash the first 16 digits of the SHA-256 of the lines that hold for a fleet, lower-case
 *     hex: the wire's {@code configHash}. 64 bits tell configurations apart, in each record anew
 */
public record EffectiveConfig(String text, String hash) {
  private static final int HASH_BYTES = 8;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+][A-Za-z0-9_./:,@+-]*");

  private static final Pattern OF_ONE_DEVICE =
      Pattern.compile(
          "device-id|site|board|state-directory|health\\..*|kafka\\..*|run\\..*|steering\\..*"
              + "|offload\\.(url|reply-partition|kafka\\..*)"
              + "|inference\\.bundle|energy\\.(address|device|idle-watts)"
              + "|source\\.(data-set|first-frame|frames|hard-judge|directory\\.path|stream\\.path"
              + "|http\\.port)");

  public static EffectiveConfig of(AgentConfig config) {
    return of(config, Map.of());
  }

  /** The configuration with the values of some keys replaced by what the cloud wants. */
  public static EffectiveConfig of(AgentConfig config, Map<String, String> steered) {
    SortedMap<String, String> values = ConfigKeys.values(config);
    values.putAll(steered);
    return new EffectiveConfig(
        lines(values, key -> true),
        sha256(lines(values, key -> !OF_ONE_DEVICE.matcher(key).matches())));
  }

  private static String lines(SortedMap<String, String> values, Predicate<String> chosen) {
    return values.entrySet().stream()
        .filter(entry -> chosen.test(entry.getKey()))
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String line(String key, String value) {
    if (value.isEmpty()) {
      return key + ":\n";
    }
    String shown = Secrets.shown(key, value);
    return "%s: %s\n".formatted(key, PLAIN.matcher(shown).matches() ? shown : quoted(shown));
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
