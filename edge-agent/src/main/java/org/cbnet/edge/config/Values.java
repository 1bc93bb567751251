package org.cbnet.edge.config;

import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The texts that file and environment give, read through {@link Setting}s. */
final class Values {
  private final SmallRyeConfig texts;

  Values(SmallRyeConfig texts) {
    this.texts = texts;
  }

  <T> T get(Setting<T> setting, String fallback) {
    return setting.read(text(setting.key()).orElse(fallback));
  }

  <T> Optional<T> find(Setting<T> setting) {
    return text(setting.key()).map(setting::read);
  }

  /** Every key behind a prefix, without the prefix. */
  Map<String, String> startingWith(String prefix) {
    Map<String, String> found = new TreeMap<>();
    for (String key : texts.getPropertyNames()) {
      if (key.startsWith(prefix)) {
        text(key).ifPresent(value -> found.put(key.substring(prefix.length()), value));
      }
    }
    return found;
  }

  // A key that is there without a value says the same as no key.
  private Optional<String> text(String key) {
    return Optional.ofNullable(texts.getConfigValue(key).getValue())
        .filter(value -> !value.isBlank());
  }
}
