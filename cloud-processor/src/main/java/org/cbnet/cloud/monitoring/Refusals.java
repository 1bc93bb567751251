package org.cbnet.cloud.monitoring;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records that were not counted since the process started, by reason. What is counted for good is
 * in the conservation counters. Safe for several threads.
 */
public final class Refusals {
  private final ConcurrentMap<String, LongAdder> byReason = new ConcurrentHashMap<>();

  /** Takes one. */
  public void count(String reason) {
    byReason.computeIfAbsent(reason, any -> new LongAdder()).increment();
  }

  /** By reason. */
  public Map<String, Long> byReason() {
    Map<String, Long> counts = new TreeMap<>();
    byReason.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }
}
