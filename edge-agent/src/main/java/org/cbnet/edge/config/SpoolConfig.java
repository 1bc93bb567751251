package org.cbnet.edge.config;

/**
 * What waits for the network.
 *
 * @param maxBytes cap; beyond it the oldest entries are dropped
 */
public record SpoolConfig(long maxBytes) {
  static final Setting<Long> MAX_BYTES = Setting.bytes("spool.max-bytes", 1L << 20, 1L << 30);

  public SpoolConfig {
    MAX_BYTES.check(maxBytes);
  }

  static SpoolConfig read(Values values) {
    return new SpoolConfig(values.get(MAX_BYTES, "67108864"));
  }
}
