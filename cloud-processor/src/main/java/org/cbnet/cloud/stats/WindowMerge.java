package org.cbnet.cloud.stats;

import java.util.ArrayList;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.cloud.state.WindowMergeState;

/** What is known of a row of a window whose parts meet here. Not thread-safe. */
public final class WindowMerge {

  private final SortedSet<Integer> partitions = new TreeSet<>();
  private long revision;
  private long dueMillis;

  private WindowMerge() {}

  /** Nothing has come yet. */
  public static WindowMerge empty() {
    return new WindowMerge();
  }

  /** As {@link #toState()} gave it. */
  public static WindowMerge of(WindowMergeState state) {
    WindowMerge merge = new WindowMerge();
    merge.revision = state.getRevision();
    merge.dueMillis = state.getDueMillis();
    merge.partitions.addAll(state.getPartitions());
    return merge;
  }

  /** The stored form. */
  public WindowMergeState toState() {
    return new WindowMergeState(
        StateFormat.VERSION, revision, dueMillis, new ArrayList<>(partitions));
  }

  /** Notes a part, and when the row is to be sent unless it already is. */
  public void take(int partition, long sendAtMillis) {
    partitions.add(partition);
    if (dueMillis == 0) {
      dueMillis = sendAtMillis;
    }
  }

  /** Whether the row is to be sent, now or later. */
  public boolean isWaiting() {
    return dueMillis != 0;
  }

  /** Whether the row is to be sent by now. */
  public boolean isDue(long nowMillis) {
    return isWaiting() && dueMillis <= nowMillis;
  }

  /** Notes that it is sent, and answers with which revision, from 1. */
  public long send() {
    dueMillis = 0;
    return ++revision;
  }

  /** Of which parts have come. */
  public Iterable<Integer> partitions() {
    return partitions;
  }
}
