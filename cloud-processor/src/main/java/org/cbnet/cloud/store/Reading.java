package org.cbnet.cloud.store;

import java.util.Map;
import java.util.Objects;

/**
 * What was read of one partition.
 *
 * @param isCopy whether from a copy of what another instance processes
 * @param position first offset not covered, by topic
 * @param value what was read
 */
public record Reading<T>(boolean isCopy, Map<String, Long> position, T value) {
  public Reading {
    Objects.requireNonNull(value, "value is null");
    position = Map.copyOf(position);
  }
}
