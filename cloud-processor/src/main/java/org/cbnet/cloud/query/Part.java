package org.cbnet.cloud.query;

import java.util.Objects;
import org.cbnet.cloud.store.Reading;

/**
 * What one partition answers.
 *
 * @param partition of the input
 * @param reading of it
 */
public record Part<A>(int partition, Reading<A> reading) {
  public Part {
    Objects.requireNonNull(reading, "reading is null");
  }

  /** The one to believe of two for one partition: not a copy, then the one that covers more. */
  static <A> Part<A> better(Part<A> one, Part<A> other) {
    if (one.reading.isCopy() != other.reading.isCopy()) {
      return one.reading.isCopy() ? other : one;
    }
    return covered(one) >= covered(other) ? one : other;
  }

  private static long covered(Part<?> part) {
    return part.reading.position().values().stream().mapToLong(Long::longValue).sum();
  }
}
