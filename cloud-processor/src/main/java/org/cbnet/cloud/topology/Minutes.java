package org.cbnet.cloud.topology;

import java.util.Map;
import java.util.TreeMap;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.WindowSize;

/** What one record brings, by minute of event time; what is late apart. Not thread-safe. */
final class Minutes {
  private final Map<Long, Aggregate> byMinute = new TreeMap<>();
  private final Aggregate late = Aggregate.empty();

  /** The aggregate that an event of a time belongs to. */
  Aggregate at(long eventMicros) {
    return byMinute.computeIfAbsent(
        WindowSize.MINUTE.startSeconds(eventMicros), any -> Aggregate.empty());
  }

  Aggregate late() {
    return late;
  }

  /** By start of the minute, seconds since 1970-01-01 UTC, ascending. */
  Map<Long, Aggregate> byMinute() {
    return byMinute;
  }
}
