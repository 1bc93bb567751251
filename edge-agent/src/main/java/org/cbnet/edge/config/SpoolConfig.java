package org.cbnet.edge.config;

import java.time.Duration;
import java.util.Objects;
import org.cbnet.edge.spool.Durability;
import org.cbnet.edge.spool.FullPolicy;

/**
 * What waits for the network, on the disk.
 *
 * @param maxBytes cap
 * @param whenFull what happens there
 * @param maxAge what is older is dropped
 * @param durability what a power cut may take
 * @param syncInterval how much of it, where that is an interval
 */
public record SpoolConfig(
    long maxBytes,
    FullPolicy whenFull,
    Duration maxAge,
    Durability durability,
    Duration syncInterval) {
  static final Setting<Long> MAX_BYTES = Setting.bytes("spool.max-bytes", 1L << 20, 1L << 30);
  static final Setting<FullPolicy> WHEN_FULL = Setting.oneOf("spool.when-full", FullPolicy.class);
  // The cloud corrects its windows by results up to this age, and counts older ones as late.
  static final Setting<Duration> MAX_AGE =
      Setting.duration("spool.max-age", Duration.ofMinutes(1), Duration.ofDays(7));
  static final Setting<Durability> DURABILITY = Setting.oneOf("spool.durability", Durability.class);
  static final Setting<Duration> SYNC_INTERVAL =
      Setting.duration("spool.sync-interval", Duration.ofMillis(100), Duration.ofMinutes(5));

  public SpoolConfig {
    MAX_BYTES.check(maxBytes);
    Objects.requireNonNull(whenFull, "whenFull is null");
    MAX_AGE.check(maxAge);
    Objects.requireNonNull(durability, "durability is null");
    SYNC_INTERVAL.check(syncInterval);
  }

  static SpoolConfig read(Values values) {
    return new SpoolConfig(
        values.get(MAX_BYTES, "67108864"),
        values.get(WHEN_FULL, "drop-oldest"),
        values.get(MAX_AGE, "7d"),
        values.get(DURABILITY, "every-batch"),
        values.get(SYNC_INTERVAL, "5s"));
  }
}
