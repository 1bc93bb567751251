package org.cbnet.cloud.control.table;

import java.util.Objects;
import java.util.Optional;

/**
 * A change of one key of a {@link ControlTable}.
 *
 * @param key to change
 * @param value to put; empty removes the key
 * @param expected revision that the key must have, {@link #ABSENT} or {@link #ANY}
 */
public record Change<V>(String key, Optional<V> value, long expected) {
  /** The key must not be there. */
  public static final long ABSENT = 0;

  /** The key may have any revision or none. */
  public static final long ANY = -1;

  public Change {
    Objects.requireNonNull(key, "key is null");
    Objects.requireNonNull(value, "value is null");
    if (expected < ANY) {
      throw new IllegalArgumentException("expected must be >= -1: " + expected);
    }
  }

  /** Puts a value. */
  public static <V> Change<V> put(String key, V value, long expected) {
    return new Change<>(key, Optional.of(value), expected);
  }

  /** Removes a key. */
  public static <V> Change<V> remove(String key, long expected) {
    return new Change<>(key, Optional.empty(), expected);
  }
}
