package org.cbnet.cloud.query;

import java.util.SortedSet;
import java.util.stream.Collectors;

/** The state is being restored or moved: the same question has an answer soon. */
public final class NotReadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotReadyException(String message) {
    super(message);
  }

  /** Where nobody can answer for some partitions. */
  static NotReadyException missing(SortedSet<Integer> partitions, int of) {
    return new NotReadyException(
        "no instance can answer for input partitions %s of %d: they are being restored or moved"
            .formatted(
                partitions.stream().map(String::valueOf).collect(Collectors.joining(", ")), of));
  }
}
