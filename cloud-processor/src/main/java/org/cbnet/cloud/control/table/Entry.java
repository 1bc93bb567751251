package org.cbnet.cloud.control.table;

import java.util.Objects;

/**
 * A value of a {@link ControlTable}.
 *
 * @param value as it was written last
 * @param revision of the key: what a write that builds on this value expects; from 1, rises with
 *     each write of the key, not one by one
 * @param appendMillis when the broker took it, milliseconds since 1970-01-01 UTC
 */
public record Entry<V>(V value, long revision, long appendMillis) {

  public Entry {
    Objects.requireNonNull(value, "value is null");
  }
}
