package org.cbnet.cloud.stats;

import java.util.Objects;

/**
 * One partition's row of a window.
 *
 * @param size of the window
 * @param startSeconds start of the window, seconds since 1970-01-01 UTC
 * @param group whose row
 * @param partition of the input; rows of several never share a key, queries add them up
 */
public record WindowKey(WindowSize size, long startSeconds, Group group, int partition) {

  public WindowKey {
    Objects.requireNonNull(size, "size is null");
    Objects.requireNonNull(group, "group is null");
    if (startSeconds < 0) {
      throw new IllegalArgumentException("startSeconds must be >= 0: " + startSeconds);
    }
    if (partition < 0) {
      throw new IllegalArgumentException("partition must be >= 0: " + partition);
    }
  }

  /** End of the window, seconds since 1970-01-01 UTC. */
  public long endSeconds() {
    return startSeconds + size.duration().toSeconds();
  }
}
