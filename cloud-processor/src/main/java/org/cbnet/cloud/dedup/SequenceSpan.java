package org.cbnet.cloud.dedup;

/**
 * Consecutive sequence numbers.
 *
 * @param first of them
 * @param last of them, included
 */
public record SequenceSpan(long first, long last) {

  public SequenceSpan {
    if (first < 0) {
      throw new IllegalArgumentException("first must be >= 0: " + first);
    }
    if (last < first) {
      throw new IllegalArgumentException("last must be >= first (%d): %d".formatted(first, last));
    }
  }

  /** How many numbers there are. */
  public long count() {
    return last - first + 1;
  }

  boolean contains(long sequence) {
    return sequence >= first && sequence <= last;
  }
}
