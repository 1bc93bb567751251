package org.cbnet.cloud.config;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks of single settings; each refusal names the key, the value and what is allowed. */
final class Check {

  private Check() {}

  static void matches(String key, String value, String pattern) {
    matches(key, value, pattern, "text that matches " + pattern);
  }

  static void matches(String key, String value, String pattern, String allowed) {
    if (value == null || !Pattern.matches(pattern, value)) {
      throw new ConfigException(key, value, allowed);
    }
  }

  /** Refuses names, with or without the prefix of one of Kafka's clients. */
  static void without(String key, Set<String> names, Set<String> refused) {
    for (String name : new TreeSet<>(names)) {
      boolean hit = refused.stream().anyMatch(own -> name.equals(own) || name.endsWith("." + own));
      if (hit) {
        throw new ConfigException("%s%s can't be set: the cloud sets it".formatted(key, name));
      }
    }
  }

  static void range(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ConfigException(
          key, Integer.toString(value), "a number from %d to %d".formatted(least, most));
    }
  }

  static void range(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new ConfigException(
          key,
          Durations.format(value),
          "a duration from %s to %s".formatted(Durations.format(least), Durations.format(most)));
    }
  }
}
