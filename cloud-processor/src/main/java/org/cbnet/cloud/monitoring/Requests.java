package org.cbnet.cloud.monitoring;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Requests answered over HTTP since the process started. Safe for several threads. */
public final class Requests {
  // Anybody may send any other word, and each would be a time series for good.
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

  private final ConcurrentMap<Kind, Total> totals = new ConcurrentHashMap<>();

  /**
   * Requests of one kind.
   *
   * @param method of HTTP; {@code other} where the API uses none of that name
   * @param route path of the operation with its parameters in braces: never a path as asked for,
   *     which would make a time series of each device
   * @param status of the answer
   */
  public record Kind(String method, String route, int status) {}

  /** How many, and for how long together. */
  static final class Total {
    private final LongAdder count = new LongAdder();
    private final LongAdder micros = new LongAdder();

    long count() {
      return count.sum();
    }

    double seconds() {
      return micros.sum() / 1e6;
    }
  }

  /** Takes one. */
  public void count(String method, String route, int status, float millis) {
    Kind kind = new Kind(METHODS.contains(method) ? method : "other", route, status);
    Total total = totals.computeIfAbsent(kind, any -> new Total());
    total.count.increment();
    total.micros.add((long) (millis * 1_000));
  }

  Map<Kind, Total> totals() {
    return Map.copyOf(totals);
  }
}
