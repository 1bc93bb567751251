package org.cbnet.edge.config;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Environment variables that override keys: {@code CBNET_AGENT_} and the key in upper case, dots
 * and hyphens as underscores. Behind {@code KAFKA_PROPERTIES_} every underscore is a dot.
 */
final class EnvironmentKeys {
  static final String PREFIX = "CBNET_AGENT_";

  private EnvironmentKeys() {}

  /** The overrides by key; a variable with the prefix that fits no key is refused. */
  static SortedMap<String, String> overrides(
      Map<String, String> environment, SortedSet<String> keys) {
    SortedMap<String, String> overrides = new TreeMap<>();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                overrides.put(key(name, value, keys), value);
              }
            });
    return overrides;
  }

  private static String key(String name, String value, SortedSet<String> keys) {
    String wildcard = variable(KafkaConfig.PROPERTIES);
    if (name.startsWith(wildcard)) {
      return KafkaConfig.PROPERTIES
          + name.substring(wildcard.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }
    return keys.stream()
        .filter(key -> variable(key).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "unknown key %s: %s (in the environment); the keys are %s"
                        .formatted(name, Secrets.shown(name, value), String.join(", ", keys))));
  }

  private static String variable(String key) {
    return PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
