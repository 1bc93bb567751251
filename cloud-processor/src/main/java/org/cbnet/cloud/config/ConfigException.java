package org.cbnet.cloud.config;

/** A setting is not what it may be: wrong usage, not a failure. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String key, String value, String allowed) {
    super("%s is '%s': it must be %s".formatted(key, value, allowed));
  }

  public ConfigException(String message) {
    super(message);
  }
}
