package org.cbnet.experiments.bench.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * One figure of a link: what its profile asks and what was measured.
 *
 * @param profile its name
 * @param measure {@code roundTrip}, {@code up}, {@code down} or {@code outages}
 * @param unit of both
 */
record ProxyRow(String profile, String measure, String unit, double asked, double measured) {
  static final double TOLERANCE = 0.05;

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
        .put("within", isWithin());
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
        isWithin() ? "yes" : "NO");
  }
}
