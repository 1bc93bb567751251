package org.cbnet.cloud.stats;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * One partition's row of a window, as it is sent to where the parts of the row meet.
 *
 * @param partition of the input
 * @param isFinal whether the window and its grace were over
 * @param row what the partition has counted, as stores have it: most rows have one part, which goes
 *     on as it came
 */
public record WindowPart(int partition, boolean isFinal, ByteBuffer row) {

  public WindowPart {
    Objects.requireNonNull(row, "row is null");
    if (partition < 0) {
      throw new IllegalArgumentException("partition must be >= 0: " + partition);
    }
  }
}
