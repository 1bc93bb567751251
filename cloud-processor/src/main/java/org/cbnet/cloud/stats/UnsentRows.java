package org.cbnet.cloud.stats;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of one window that are to be sent on, and when. Stored is the time alone: where that was
 * read back, all rows of the window are meant. Not thread-safe.
 */
public final class UnsentRows {
  private final Set<WindowKey> rows;
  private long dueMillis;

  private UnsentRows(long dueMillis, Set<WindowKey> rows) {
    this.dueMillis = dueMillis;
    this.rows = rows;
  }

  /** None yet, to be sent at a time, milliseconds since 1970-01-01 UTC. */
  public static UnsentRows at(long dueMillis) {
    return new UnsentRows(dueMillis, new HashSet<>());
  }

  /** As {@link #dueMillis()} gave it: all rows of the window. */
  public static UnsentRows of(long dueMillis) {
    return new UnsentRows(dueMillis, null);
  }

  /** When they are to be sent. */
  public long dueMillis() {
    return dueMillis;
  }

  /** Has them sent at another time. */
  public void postpone(long toMillis) {
    dueMillis = toMillis;
  }

  /** Adds a row. */
  public void add(WindowKey row) {
    if (rows != null) {
      rows.add(row);
    }
  }

  /** Which rows; nothing where all of the window are meant. */
  public Optional<Set<WindowKey>> rows() {
    return Optional.ofNullable(rows).map(Collections::unmodifiableSet);
  }

  /** Those of two that are due first. */
  public static UnsentRows earlier(UnsentRows one, UnsentRows other) {
    return one.dueMillis <= other.dueMillis ? one : other;
  }
}
