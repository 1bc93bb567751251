package org.cbnet.cloud.stats;

import java.time.Duration;
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
  /** How long after a window's end its rows are still awaited; then they are final. */
  public static final Duration GRACE = Duration.ofMinutes(2);

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

  // Written out as the generated forms ask for them by way of a method handle each.
  @Override
  public int hashCode() {
    return 31 * (31 * (31 * group.hashCode() + Long.hashCode(startSeconds)) + partition)
        + (size == WindowSize.HOUR ? 1 : 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WindowKey key
        && startSeconds == key.startSeconds
        && size == key.size
        && partition == key.partition
        && group.equals(key.group);
  }

  /** What sorts before every row of a start. */
  public static WindowKey lowest(WindowSize size, long startSeconds) {
    return new WindowKey(size, startSeconds, Group.LOWEST, 0);
  }

  /** What stands for all rows of the window in the partition; it sorts before them. */
  public WindowKey ofWindow() {
    return new WindowKey(size, startSeconds, Group.LOWEST, partition);
  }

  /** Another partition's row of the same window and group. */
  public WindowKey at(int otherPartition) {
    return new WindowKey(size, startSeconds, group, otherPartition);
  }

  /** End of the window, seconds since 1970-01-01 UTC. */
  public long endSeconds() {
    return startSeconds + size.duration().toSeconds();
  }
}
