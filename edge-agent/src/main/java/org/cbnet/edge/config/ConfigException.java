package org.cbnet.edge.config;

/** The configuration can't be used; the message is one line with key, value and what is allowed. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
