package org.cbnet.experiments.bench.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * One figure of a link: what its profile asks and what was measured.
 *
 * @param profile its name
 * @param measure {@code roundTrip}, {@code fastest}, {@code up}, {@code down} or {@code outages}
 * @param unit of both
 */
record ProxyRow(String profile, String measure, String unit, double asked, double measured) {
  private static final double TOLERANCE = 0.05;
  private static final String FASTEST = "fastest";

  /** Of the fastest tenth of echoes: tells a slow link from a busy machine, and is not judged. */
  static ProxyRow fastest(String profile, double askedMillis, double measuredMillis) {
    return new ProxyRow(profile, FASTEST, "ms", askedMillis, measuredMillis);
  }

  boolean isJudged() {
    return !measure.equals(FASTEST);
  }

  double ratio() {
    return measured / asked;
  }

  boolean isWithin() {
    return Math.abs(ratio() - 1) <= TOLERANCE;
  }

  void put(ObjectNode figures) {
    figures
        .put("profile", profile)
        .put("measure", measure)
        .put("unit", unit)
        .put("asked", asked)
        .put("measured", measured)
        .put("ratio", ratio())
        .put("within", isWithin())
        .put("judged", isJudged());
  }

  private String verdict() {
    if (!isJudged()) {
      return "-";
    }
    return isWithin() ? "yes" : "NO";
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-8s %-10s %12.3f %12.3f %-7s %6.3f  %s",
        profile,
        measure,
        asked,
        measured,
        unit,
        ratio(),
        verdict());
  }
}
